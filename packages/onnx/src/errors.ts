import { CrossattnError } from '@crossattn/core';

/** Every reason for which this package throws. */
export type OnnxErrorCode =
  /** `onnxruntime-node` is not installed or does not load on this machine. */
  | 'runtime-missing'
  /** ONNX Runtime cannot compute on this GPU here, or not rightly; the message names what is missing. */
  | 'provider-unavailable'
  /** ONNX Runtime refused the graph or could not read its weights. */
  | 'session-failed'
  /** ONNX Runtime failed while it computed. */
  | 'run-failed'
  /** There was not enough memory to load a graph or to compute. */
  | 'out-of-memory'
  /** A worker thread ended while it computed. */
  | 'worker-lost'
  /** The session was used after it was disposed. */
  | 'session-disposed'
  /** An option has a value outside its range. */
  | 'invalid-option'
  /** A name is used twice in one graph. */
  | 'duplicate-name'
  /** A graph was built that has no output. */
  | 'empty-graph'
  /** A value of one graph was used in another. */
  | 'foreign-value'
  /** A symbolic dimension appears in no input of the graph, so that its size cannot be known. */
  | 'unknown-dimension'
  /** A dimension of a value, a feed or a weight differs from what was expected. */
  | 'shape-mismatch'
  /** An element type differs from what was expected. */
  | 'type-mismatch'
  /** The weight store does not have a weight that the graph needs. */
  | 'missing-weight'
  /** A feed that the graph needs was not given. */
  | 'missing-input'
  /** A feed was given that the graph does not have. */
  | 'unknown-input'
  /** An output was asked for that the graph does not have. */
  | 'unknown-output'
  /** The weights that must travel inside the model exceed the 2 GiB that a protobuf message may hold. */
  | 'model-too-large'
  /** The composed graph could not be written to the debug folder. */
  | 'debug-file';

/** Thrown by everything in this package; `code` says why in a form for programs. */
export class OnnxError extends CrossattnError<OnnxErrorCode> {
  override readonly name = 'OnnxError';
}
