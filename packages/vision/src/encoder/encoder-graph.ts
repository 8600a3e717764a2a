import type { CheckpointConfig } from '@crossattn/checkpoint';
import { type Graph, GraphBuilder, type WeightStore } from '@crossattn/onnx';
import { composeBridge } from '../bridge/bridge.js';
import { findArchitecture } from './architectures.js';
import { EncoderError } from './encoder-error.js';

/** What an image encoder needs to know of a checkpoint. */
export type EncoderConfig = Pick<CheckpointConfig, 'vision' | 'bridge'>;

/**
 * The graph `pixels` `[batch, 3, S, S]` -> `states` `[batch, positions, width]`.
 *
 * @param options - `intermediates` makes the result of every block an output too, under the name of its weights.
 * @throws {@link EncoderError} `unknown-architecture`, `inconsistent-checkpoint`
 */
export function composeEncoder(
  config: EncoderConfig,
  weights: WeightStore,
  options: { readonly intermediates?: boolean } = {},
): Graph {
  const { vision, bridge } = config;
  const architecture = findArchitecture(vision);
  const { rows, columns } = architecture.grid(vision);
  if (rows * columns !== bridge.positions) {
    throw new EncoderError(
      'inconsistent-checkpoint',
      `bridge.positions is ${bridge.positions}, but the map of ${vision.type} has ${rows} x ${columns} cells`,
    );
  }
  const builder = new GraphBuilder({ name: 'image-encoder', weights });
  const pixels = builder.input('pixels', 'float32', ['batch', 3, vision.imageSize, vision.imageSize]);
  const observe: Parameters<typeof composeBridge>[3] = (name, value) => {
    if (options.intermediates) builder.output(name, value);
  };
  const cells = architecture.compose(builder, pixels, vision, observe);
  builder.output('states', composeBridge(builder, cells, bridge, observe));
  return builder.build();
}
