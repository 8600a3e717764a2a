import { cast, type GraphBuilder, multiply, subtract, type Value } from '@crossattn/onnx';
import { memoryKeys, memoryValues } from './project-graph.js';

/** Name of the mask of a part of the memory. */
export const memoryMask = (part = 0) => (part === 0 ? 'memory_mask' : `memory_mask.${part}`);

/** What may be attended to of one part of the memory, the same for all layers. */
export interface PartMask {
  /** `[batch, 1, 1, memory]`, 1 = may be attended, 0 = padding. */
  readonly allowed: Value<'float32'>;
  /** 0 where it may be attended, a great negative number elsewhere. */
  readonly bias: Value<'float32'>;
}

/** One layer's keys and values of one part of the memory. */
export interface PartKeysValues {
  /** Transposed and scaled: `[batch, heads, headSize, memory]`. */
  readonly keys: Value<'float32'>;
  /** `[batch, heads, memory, headSize]` */
  readonly values: Value<'float32'>;
}

/** The symbols of a part's shape: a single part has the batch of the texts, each of several one of its own. */
export interface PartDimensions {
  readonly batch: string;
  readonly length: string;
}

/** The symbols of each part of a memory that has so many. */
export function partDimensions(parts: number): PartDimensions[] {
  if (parts === 1) return [{ batch: 'batch', length: 'memory' }];
  return Array.from({ length: parts }, (_, part) => ({ batch: `batch.${part}`, length: `memory.${part}` }));
}

/** Declares the mask of a part. */
export function maskInput(builder: GraphBuilder, part: number, { batch, length }: PartDimensions): PartMask {
  const allowed = cast(builder, builder.input(memoryMask(part), 'bool', [batch, 1, 1, length]), 'float32');
  const bias = multiply(builder, subtract(builder, allowed, builder.scalar(1)), builder.scalar(1e30));
  return { allowed, bias };
}

/** Declares the keys and values of a part for one layer. */
export function keysValuesInput(
  builder: GraphBuilder,
  layer: number,
  part: number,
  { batch, length }: PartDimensions,
  { heads, headSize }: { readonly heads: number; readonly headSize: number },
): PartKeysValues {
  return {
    keys: builder.input(memoryKeys(layer, part), 'float32', [batch, heads, headSize, length]),
    values: builder.input(memoryValues(layer, part), 'float32', [batch, heads, length, headSize]),
  };
}
