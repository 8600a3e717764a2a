import type { Tensor } from '@crossattn/core';

/** Exact: a bfloat16 is the upper half of a float32. */
export function fromBfloat16(tensor: Tensor<'bfloat16'>): Tensor<'float32'> {
  const bits = Uint32Array.from(tensor.data, (half) => half << 16);
  return { type: 'float32', shape: tensor.shape, data: new Float32Array(bits.buffer) };
}

/** Rounded to the nearest, ties to even. */
export function toBfloat16(tensor: Tensor<'float32'>): Tensor<'bfloat16'> {
  const bits = new Uint32Array(Float32Array.from(tensor.data).buffer);
  const data = Uint16Array.from(bits, (word, index) =>
    Number.isNaN(tensor.data[index]) ? 0x7fc0 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16,
  );
  return { type: 'bfloat16', shape: tensor.shape, data };
}
