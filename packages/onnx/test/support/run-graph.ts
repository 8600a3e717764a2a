import type { ElementArrays, ElementType, Tensor } from '@crossattn/core';
import { createSession, GraphBuilder, type Value, weightsFromTensors } from '../../src/index.js';

/** Composes one graph, runs it once on the real runtime and returns every output. */
export async function runGraph(
  setup: { weights?: Record<string, Tensor>; feeds?: Record<string, Tensor> },
  compose: (builder: GraphBuilder, inputs: Record<string, Value>) => Record<string, Value>,
): Promise<Record<string, Tensor>> {
  const builder = new GraphBuilder({ name: 'test', weights: weightsFromTensors(setup.weights ?? {}) });
  const feeds = setup.feeds ?? {};
  const inputs = Object.fromEntries(
    Object.entries(feeds).map(([name, { type, shape }]) => [name, builder.input(name, type, shape)]),
  );
  for (const [name, value] of Object.entries(compose(builder, inputs))) builder.output(name, value);
  await using session = await createSession(builder.build(), { threads: 1 });
  return await session.run(feeds);
}

/** An input of a test's graph in the type that the test gave it. */
export function typed<Type extends ElementType>(value: Value | undefined, type: Type): Value<Type> {
  if (value?.type !== type) throw new Error(`expected a ${type} value, got ${value?.type}`);
  return value as Value<Type>;
}

export function float32(value: Value | undefined): Value<'float32'> {
  return typed(value, 'float32');
}

export function tensor<Type extends ElementType>(
  type: Type,
  shape: readonly number[],
  data: ElementArrays[Type],
): Tensor<Type> {
  return { type, shape, data };
}

export function integers(shape: readonly number[], ...elements: number[]): Tensor<'int64'> {
  return tensor('int64', shape, BigInt64Array.from(elements, BigInt));
}

export function booleans(shape: readonly number[], ...elements: number[]): Tensor<'bool'> {
  return tensor('bool', shape, Uint8Array.from(elements));
}

/** Numbers between -1 and 1 that are the same in every run. */
export function random(shape: readonly number[], seed = 1): Tensor<'float32'> {
  let state = seed * 2654435761;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 31 - 1;
  };
  return tensor('float32', shape, Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, next));
}
