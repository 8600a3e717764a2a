import type { Value } from '@crossattn/onnx';

/** Is told every named intermediate value while a graph is composed, such as `vision.stages.0.0`. */
export type Observe = (name: string, value: Value<'float32'>) => void;
