import type { GraphWeight } from '../graph/graph.js';
import type { TensorContent } from '../protobuf/write-tensor.js';

/** Where a session finds the weights of a graph. */
export interface WeightPlacement {
  /** The folder that the locations of external weights are relative to. */
  readonly folder: string | undefined;
  content(weight: GraphWeight): TensorContent;
}
