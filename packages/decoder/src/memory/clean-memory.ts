import type { Memory } from '@crossattn/core';

/**
 * A copy of the memory, which may change while it is projected and afterwards, with zeros at masked positions, whose
 * content must not matter and would spread where it is not finite (0 x NaN). A memory without positions gets one that is
 * masked, since ONNX Runtime wants at least one key.
 */
export function cleanMemory(memory: Memory): Memory {
  const [batch = 0, length = 0, width = 0] = memory.states.shape;
  if (length === 0) {
    return {
      ...memory,
      states: { type: 'float32', shape: [batch, 1, width], data: new Float32Array(batch * width) },
      mask: { type: 'bool', shape: [batch, 1], data: new Uint8Array(batch) },
      slots: memory.slots.map(() => [{ kind: 'special', name: 'empty' }]),
    };
  }
  const states = { ...memory.states, data: memory.states.data.slice() };
  const mask = { ...memory.mask, data: memory.mask.data.slice() };
  mask.data.forEach((allowed, position) => {
    if (allowed === 0) states.data.fill(0, position * width, (position + 1) * width);
  });
  return { ...memory, states, mask };
}
