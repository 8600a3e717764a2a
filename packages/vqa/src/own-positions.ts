import type { Slot, Tensor } from '@crossattn/core';
import type { GeneratedToken } from '@crossattn/decoder';
import type { JoinedQuestion } from './answer-together.js';

/** What the positions of a question and its photo stand for, without the padding that longer questions of its batch bring. */
export function ownSlots({ memory, length }: JoinedQuestion): readonly Slot[] {
  return (memory.slots[0] ?? []).slice(0, length);
}

/** A token whose attention map ends where the question does. */
export function withoutPadding(token: GeneratedToken, { length }: JoinedQuestion): GeneratedToken {
  const { attention } = token;
  if (attention === undefined || attention.shape[2] === length) return token;
  return { ...token, attention: firstColumns(attention, length) };
}

function firstColumns({ shape, data }: Tensor<'float32'>, length: number): Tensor<'float32'> {
  const [layers = 0, heads = 0, padded = 0] = shape;
  const kept = new Float32Array(layers * heads * length);
  for (let row = 0; row < layers * heads; row++) {
    kept.set(data.subarray(row * padded, row * padded + length), row * length);
  }
  return { type: 'float32', shape: [layers, heads, length], data: kept };
}
