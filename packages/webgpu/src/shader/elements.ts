import type { StoredType } from './kernel-variant.js';

/** Tensors are bound as integers, so that no rule of floating point may drop NaN and infinity on the way. */
export function storageVector(type: StoredType): string {
  return type === 'float32' ? 'vec4<u32>' : 'vec2<u32>';
}

/** WGSL that reads four stored elements as float32. */
export function unpackFunction(type: StoredType): string {
  if (type === 'float32') return 'fn unpack(bits: vec4<u32>) -> vec4<f32> { return bitcast<vec4<f32>>(bits); }';
  return `fn unpack(bits: vec2<u32>) -> vec4<f32> {
  let halves = vec4<u32>(bits.x & 0xffffu, bits.x >> 16u, bits.y & 0xffffu, bits.y >> 16u);
  let finite = vec4<f32>(unpack2x16float(bits.x), unpack2x16float(bits.y));
  let special = vec4<u32>(0x7f800000u) | ((halves & vec4<u32>(0x8000u)) << vec4<u32>(16u)) | ((halves & vec4<u32>(0x3ffu)) << vec4<u32>(13u));
  return select(finite, bitcast<vec4<f32>>(special), (halves & vec4<u32>(0x7c00u)) == vec4<u32>(0x7c00u));
}`;
}

/** WGSL that rounds to binary16 once, ties to even: `pack2x16float` may round either way and leaves overflow open. */
export const halfBitsFunction = `fn halfBits(value: vec4<f32>) -> vec4<u32> {
  let bits = bitcast<vec4<u32>>(value);
  let sign = (bits >> vec4<u32>(16u)) & vec4<u32>(0x8000u);
  let magnitude = bits & vec4<u32>(0x7fffffffu);
  let rounded = magnitude + 0xfffu + ((magnitude >> vec4<u32>(13u)) & vec4<u32>(1u));
  let small = bitcast<vec4<u32>>(bitcast<vec4<f32>>(min(magnitude, vec4<u32>(0x38800000u))) + 0.5) - 0x3f000000u;
  var half = (rounded - 0x38000000u) >> vec4<u32>(13u);
  half = select(half, small, magnitude < vec4<u32>(0x38800000u));
  half = select(half, vec4<u32>(0x7c00u), rounded >= vec4<u32>(0x47800000u));
  half = select(half, vec4<u32>(0x7e00u), magnitude > vec4<u32>(0x7f800000u));
  return sign | half;
}`;

/** WGSL that writes four float32 numbers as stored elements. */
export function packFunction(type: StoredType): string {
  if (type === 'float32') return 'fn pack(value: vec4<f32>) -> vec4<u32> { return bitcast<vec4<u32>>(value); }';
  return `${halfBitsFunction}
fn pack(value: vec4<f32>) -> vec2<u32> {
  let half = halfBits(value);
  return half.xz | (half.yw << vec2<u32>(16u));
}`;
}

/** WGSL that reads one element of the bias as the bits of a float32. */
export function biasFunction(type: StoredType): string {
  if (type === 'float32') return 'fn biasBits(index: u32) -> u32 { return bias[index]; }';
  return `fn biasBits(index: u32) -> u32 {
  let half = (bias[index >> 1u] >> ((index & 1u) * 16u)) & 0xffffu;
  let special = 0x7f800000u | ((half & 0x8000u) << 16u) | ((half & 0x3ffu) << 13u);
  return select(bitcast<u32>(unpack2x16float(half).x), special, (half & 0x7c00u) == 0x7c00u);
}`;
}
