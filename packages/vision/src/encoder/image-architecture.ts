import type { EfficientNetLiteConfig } from '@crossattn/checkpoint';
import type { GraphBuilder, Value } from '@crossattn/onnx';
import type { Observe } from './observe.js';

/** The configurations of all image architectures, told apart by `type`. */
export type VisionConfig = EfficientNetLiteConfig;

/** How many cells the map of an architecture has. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** A network that turns pixels into a map of cells. A further one is a file of its own and a line in the registry. */
export interface ImageArchitecture<Config extends VisionConfig = VisionConfig> {
  readonly type: Config['type'];
  /** The map that comes out. */
  grid(config: Config): Grid;
  /**
   * Adds the network to a graph; its weights are named `vision.…`.
   *
   * @param pixels - `[batch, 3, S, S]`, normalised
   * @returns `[batch, rows x columns, channels]`, cells row by row from the top left
   */
  compose(builder: GraphBuilder, pixels: Value<'float32'>, config: Config, observe: Observe): Value<'float32'>;
}
