import { packFunction, storageVector } from './elements.js';
import type { StoredType } from './kernel-variant.js';

/** Binding numbers of the reduction. */
export const reduceBindings = { sizes: 0, partial: 1, partialStatistics: 2, target: 3, statistics: 4 } as const;

/** Invocations of a workgroup of the reduction. */
export const reduceThreads = 64;

/**
 * Joins the sums over parts of the keys: each is scaled to the common maximum, added, and divided by the common sum. One
 * invocation makes four elements of the output.
 */
export function reduceShader(type: StoredType, valueVectors: number): string {
  return `struct Sizes { rows: u32, splits: u32, workgroups: u32, unused: u32 }

@group(0) @binding(0) var<uniform> sizes: Sizes;
@group(0) @binding(1) var<storage, read> partials: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> partialStatistics: array<vec2<f32>>;
@group(0) @binding(3) var<storage, read_write> result: array<${storageVector(type)}>;
@group(0) @binding(4) var<storage, read_write> statistics: array<vec2<f32>>;

${packFunction(type)}

@compute @workgroup_size(${reduceThreads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let index = (group.x + group.y * groups.x) * ${reduceThreads}u + local;
  let row = index / ${valueVectors}u;
  if (row >= sizes.rows) { return; }
  let column = index % ${valueVectors}u;
  var largest = -3.4028234e38;
  for (var split = 0u; split < sizes.splits; split++) {
    largest = max(largest, partialStatistics[split * sizes.rows + row].x);
  }
  var total = 0.0;
  var sum = vec4<f32>();
  for (var split = 0u; split < sizes.splits; split++) {
    let found = partialStatistics[split * sizes.rows + row];
    let shrink = exp2(found.x - largest);
    total += found.y * shrink;
    sum += partials[(split * sizes.rows + row) * ${valueVectors}u + column] * shrink;
  }
  result[index] = pack(select(sum / total, vec4<f32>(), bitcast<u32>(total) == 0u));
  if (column == 0u) { statistics[row] = vec2<f32>(largest, total); }
}
`;
}
