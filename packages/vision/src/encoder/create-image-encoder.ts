import { type CheckpointConfig, checkpointIdentity } from '@crossattn/checkpoint';
import { createSession, type WeightStore } from '@crossattn/onnx';
import { findArchitecture } from './architectures.js';
import { EncoderError } from './encoder-error.js';
import { composeEncoder } from './encoder-graph.js';
import type { ImageEncoder } from './image-encoder.js';
import { SessionImageEncoder } from './session-image-encoder.js';

/** How an image encoder computes. */
export interface ImageEncoderOptions {
  /** Threads of the network; ONNX Runtime takes one a physical core by default. */
  readonly threads?: number;
}

/** What an image encoder is made from; a checkpoint of `@crossattn/checkpoint` is one. */
export interface EncoderCheckpoint {
  readonly config: Pick<CheckpointConfig, 'modelType' | 'revision' | 'vision' | 'bridge'>;
  readonly weights: WeightStore;
}

/**
 * Builds the image encoder of a checkpoint. Weights stay in their file until ONNX Runtime reads them.
 *
 * @throws {@link EncoderError} `unknown-architecture`, `inconsistent-checkpoint`, `invalid-option`
 * @throws OnnxError where weights are missing or of another shape, or the runtime is not there
 */
export async function createImageEncoder(
  { config, weights }: EncoderCheckpoint,
  options: ImageEncoderOptions = {},
): Promise<ImageEncoder> {
  if (typeof options !== 'object' || options === null) {
    throw new EncoderError('invalid-option', `expected an object of options, came ${String(options)}`);
  }
  const unknown = Object.keys(options).find((name) => name !== 'threads');
  if (unknown !== undefined) throw new EncoderError('invalid-option', `${unknown}: expected the option threads`);
  const graph = composeEncoder(config, weights);
  const { vision } = config;
  return new SessionImageEncoder(await createSession(graph, options), {
    identity: checkpointIdentity(config),
    grid: findArchitecture(vision).grid(vision),
    vision,
  });
}
