import { columnsOf, keysOf, residentVectors, rowsOf, threadsOf, workgroupArrays } from '../plan/kernel-tile.js';
import { biasFunction, halfBitsFunction, packFunction, storageVector, unpackFunction } from './elements.js';
import type { KernelVariant } from './kernel-variant.js';
import { parametersStruct } from './parameters.js';
import { stageQueries } from './query-stage.js';
import { reduceRows } from './reduce-rows.js';
import { Rows } from './rows.js';
import { scoreFunctions } from './score-functions.js';
import { scoreTile } from './score-tile.js';
import { sumValues } from './sum-values.js';
import { writeStatistics, writeSums, writeWeights } from './write-results.js';

/** Binding numbers of the attention kernel. */
export const attentionBindings = {
  parameters: 0,
  query: 1,
  key: 2,
  value: 3,
  target: 4,
  statistics: 5,
  keyTerms: 6,
  mask: 7,
  bias: 8,
} as const;

export type AttentionBinding = keyof typeof attentionBindings;

/** The buffers that a variant of the kernel binds, in the order of their numbers. */
export function boundBuffers(variant: KernelVariant): AttentionBinding[] {
  const bound: Record<AttentionBinding, boolean> = {
    parameters: true,
    query: true,
    key: true,
    value: variant.mode !== 'weights',
    target: true,
    statistics: true,
    keyTerms: variant.keyTerms,
    mask: variant.mask,
    bias: variant.bias,
  };
  return (Object.keys(attentionBindings) as AttentionBinding[]).filter((name) => bound[name]);
}

/**
 * The attention kernel: softmax(query x key) x value for a tile of queries, going through the keys once with a running
 * maximum and sum (Milakov and Gimelshein 2018; Dao et al., "FlashAttention", 2022), so that scores never leave the
 * workgroup. In `partial` mode it covers some of the keys and leaves the division to the reduction; in `weights` mode it
 * computes the scores again and writes the weights.
 */
export function attentionShader(variant: KernelVariant): string {
  const { tile, mode } = variant;
  const rows = new Rows(tile.rowsPerThread);
  const arrays = workgroupArrays(tile, variant.headVectors);
  const careful = mode !== 'weights' && tile.valueChunk > 0;
  return `${variant.subgroupWidth > 1 ? 'enable subgroups;\n' : ''}${parametersStruct}

alias Rows = ${rows.type('f32')};
alias RowBits = ${rows.type('u32')};
alias RowFlags = ${rows.type('bool')};

const lowest = -3.4028234e38;

${declarations(variant)}

var<workgroup> queryStage: array<vec4<f32>, ${arrays.query}>;
var<workgroup> stage: array<vec4<f32>, ${arrays.stage}>;
${mode === 'weights' ? '' : `var<workgroup> probabilities: array<Rows, ${arrays.probabilities}>;\nvar<workgroup> reduction: array<Rows, ${arrays.reduction}>;`}
${careful ? 'var<workgroup> nonFinite: atomic<u32>;' : ''}
${variant.subgroupWidth > 1 && mode !== 'weights' ? 'var<workgroup> nextThread: atomic<u32>;' : ''}

${unpackFunction(variant.type)}
${mode === 'output' ? packFunction(variant.type) : ''}
${mode === 'weights' && variant.type === 'float16' ? halfBitsFunction : ''}
${variant.bias ? biasFunction(variant.type) : ''}
${scoreFunctions(variant)}

@compute @workgroup_size(${threadsOf(tile)})
fn main(${builtins(variant)}) {
  let work = group.x + group.y * groups.x;
  if (work >= parameters.workgroups) { return; }
  ${threadNumber(variant)}
  ${careful ? 'if (local == 0u) { atomicStore(&nonFinite, 0u); }' : ''}
  let x = thread % ${tile.keyThreads}u;
  let y = thread / ${tile.keyThreads}u;
  let firstRow = (work % parameters.rowTiles) * ${rowsOf(tile)}u;
  var rest = work / parameters.rowTiles;
  let columnTile = rest % parameters.columnTiles;
  rest /= parameters.columnTiles;
  let split = rest % parameters.splits;
  let pair = rest / parameters.splits;
  let keysStart = split * parameters.keysPerSplit;
  let keysEnd = min(parameters.keys, keysStart + parameters.keysPerSplit);
  let keyBase = (parameters.segmentPair + pair) * parameters.keys;
  let callPair = parameters.firstPair + pair;
  let batch = callPair / parameters.keyHeads;
${variant.keyTerms ? `  let termBase = (batch - (parameters.firstPair - parameters.segmentPair) / parameters.keyHeads) * parameters.keys;` : ''}
${pairOffsets(variant, rows)}
${tile.queryResident ? stageQueries(variant, '0u', residentVectors(tile, variant.headVectors)) : ''}
${mode === 'weights' ? weightsBody(variant, rows) : outputBody(variant, rows)}
}
`;
}

function declarations(variant: KernelVariant): string {
  const vector = storageVector(variant.type);
  const target = { output: vector, partial: 'vec4<f32>', weights: 'u32' }[variant.mode];
  const access = variant.mode === 'weights' ? 'read' : 'read_write';
  const types: Record<AttentionBinding, string> = {
    parameters: '<uniform> parameters: Parameters',
    query: `<storage, read> query: array<${vector}>`,
    key: `<storage, read> key: array<${vector}>`,
    value: `<storage, read> value: array<${vector}>`,
    target: `<storage, read_write> result: array<${target}>`,
    statistics: `<storage, ${access}> statistics: array<vec2<f32>>`,
    keyTerms: '<storage, read> keyTerms: array<u32>',
    mask: '<storage, read> mask: array<u32>',
    bias: '<storage, read> bias: array<u32>',
  };
  return boundBuffers(variant)
    .map((name) => `@group(0) @binding(${attentionBindings[name]}) var${types[name]};`)
    .join('\n');
}

function builtins({ subgroupWidth, mode }: KernelVariant): string {
  const always =
    '@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) local: u32';
  if (subgroupWidth === 1 || mode === 'weights') return always;
  return `${always}, @builtin(subgroup_invocation_id) lane: u32, @builtin(subgroup_size) lanes: u32`;
}

/** WGSL does not say how invocations are dealt to subgroups, so threads are numbered anew: lane by lane. */
function threadNumber({ subgroupWidth, mode }: KernelVariant): string {
  if (subgroupWidth === 1 || mode === 'weights') return 'let thread = local;';
  return `if (local == 0u) { atomicStore(&nextThread, 0u); }
  workgroupBarrier();
  var firstLane = 0u;
  if (subgroupElect()) { firstLane = atomicAdd(&nextThread, lanes); }
  let thread = subgroupBroadcastFirst(firstLane) + lane;`;
}

/** Where mask and bias of each of the thread's rows begin; rows are folded from [memory row, head of group, query]. */
function pairOffsets(variant: KernelVariant, rows: Rows): string {
  if (!variant.mask && !variant.bias) return '';
  const offset = (name: string) => (row: number) =>
    `callBatch${row} * parameters.${name}BatchStep + head${row} * parameters.${name}HeadStep + at${row} * parameters.${name}QueryStep`;
  const start = (name: string) => `parameters.firstKey * parameters.${name}KeyStep - parameters.${name}Start`;
  const place = (
    row: number,
  ) => `  let folded${row} = parameters.firstRow + min(firstRow + ${row * variant.tile.rowThreads}u + y, parameters.rows - 1u);
  let at${row} = folded${row} % parameters.queries;
  let head${row} = (callPair % parameters.keyHeads) * parameters.headGroups + (folded${row} / parameters.queries) % parameters.headGroups;
  let callBatch${row} = batch * parameters.memoryRows + folded${row} / (parameters.queries * parameters.headGroups);`;
  return [
    ...rows.each(place),
    ...(variant.mask ? [`  let maskStart = ${rows.build('u32', offset('mask'))} + ${start('mask')};`] : []),
    ...(variant.bias ? [`  let biasStart = ${rows.build('u32', offset('bias'))} + ${start('bias')};`] : []),
  ].join('\n');
}

function outputBody(variant: KernelVariant, rows: Rows): string {
  const { tile } = variant;
  const sums = rows
    .each((row) =>
      Array.from({ length: tile.columnsPerThread }, (_, column) => `  var sum${row}_${column} = vec4<f32>();`),
    )
    .flat();
  const rescale = rows
    .each((row) =>
      Array.from({ length: tile.columnsPerThread }, (_, c) => `    sum${row}_${c} *= ${rows.part('shrink', row)};`),
    )
    .flat();
  const keys = Array.from({ length: tile.keysPerThread }, (_, key) => key);
  return `  let column = columnTile * ${columnsOf(tile)}u + x % ${tile.columnThreads}u;
  let keyGroup = x / ${tile.columnThreads}u;
  var largest = Rows(lowest);
  var total = Rows(0.0);
${sums.join('\n')}
  for (var tile = keysStart; tile < keysEnd; tile += ${keysOf(tile)}u) {
${scoreTile(variant, rows)}
    var tileLargest = ${keys.map((key) => `score${key}`).reduce((left, right) => `max(${left}, ${right})`)};
${reduceRows(variant, 'tileLargest', (left, right) => `max(${left}, ${right})`)}
    let newLargest = max(largest, tileLargest);
    let shrink = exp2(largest - newLargest);
    largest = newLargest;
    total *= shrink;
${keys
  .map(
    (key) => `    let share${key} = probability(score${key} - newLargest, closed${key}, broken${key});
    total += share${key};
    probabilities[(${key * tile.keyThreads}u + x) * ${tile.rowThreads}u + y] = share${key};`,
  )
  .join('\n')}
${rescale.join('\n')}
${sumValues(variant, rows)}
  }
${reduceRows(variant, 'total', (left, right) => `${left} + ${right}`)}
${writeSums(variant, rows)}
${writeStatistics(variant, rows)}`;
}

function weightsBody(variant: KernelVariant, rows: Rows): string {
  return `  var largest = Rows(lowest);
  var total = Rows(1.0);
${rows
  .each(
    (row) => `  if (firstRow + ${row * variant.tile.rowThreads}u + y < parameters.rows) {
    let found = statistics[pair * parameters.rows + firstRow + ${row * variant.tile.rowThreads}u + y];
    ${rows.part('largest', row)} = found.x;
    ${rows.part('total', row)} = found.y;
  }`,
  )
  .join('\n')}
  for (var tile = keysStart; tile < keysEnd; tile += ${keysOf(variant.tile)}u) {
${scoreTile(variant, rows)}
${writeWeights(variant, rows)}
  }`;
}
