import type { KernelVariant } from './kernel-variant.js';

/**
 * WGSL helpers on the scores of one key for the thread's rows. NaN and infinity are told by their bits: an implementation
 * may assume that neither occurs, and so drop a comparison.
 */
export function scoreFunctions({ softcap }: KernelVariant): string {
  return `// From the score on, so that each product is added in one operation; a dot product is a sum of its own.
fn addProduct(score: f32, query: vec4<f32>, key: vec4<f32>) -> f32 {
  return score + query.x * key.x + query.y * key.y + query.z * key.z + query.w * key.w;
}
fn isNaN(value: Rows) -> RowFlags {
  return (bitcast<RowBits>(value) & RowBits(0x7fffffffu)) > RowBits(0x7f800000u);
}
fn hasNonFinite(value: vec4<f32>) -> bool {
  return any((bitcast<vec4<u32>>(value) & vec4<u32>(0x7f800000u)) == vec4<u32>(0x7f800000u));
}
fn probability(difference: Rows, closed: RowFlags, broken: RowFlags) -> Rows {
  // An open key keeps more than 0, so that 0 says closed where its value is NaN or infinite.
  let open = max(exp2(difference), Rows(1.1754944e-38));
  return select(select(open, Rows(bitcast<f32>(parameters.notANumber)), broken), Rows(0.0), closed);
}
${softcap ? softcapFunction : ''}`;
}

/** tanh of WGSL may be 1e-5 off; this one is right to a few units in the last place. */
const softcapFunction = `fn boundedTangent(value: Rows) -> Rows {
  let bounded = clamp(value, Rows(-20.0), Rows(20.0));
  let square = bounded * bounded;
  let small = bounded * (1.0 + square * (-0.33333333 + square * (0.13333333 + square * (-0.05396825 + square * (0.021869488 - square * 0.008863236)))));
  let large = 1.0 - 2.0 / (exp(2.0 * bounded) + 1.0);
  return select(large, small, abs(bounded) < Rows(0.35));
}
`;
