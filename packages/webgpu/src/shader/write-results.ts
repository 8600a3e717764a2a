import { columnsOf, keyGroupsOf, rowsOf, threadsOf } from '../plan/kernel-tile.js';
import type { KernelVariant } from './kernel-variant.js';
import type { Rows } from './rows.js';

/** WGSL that writes what the workgroup summed: normalised as the output, or as it is for the reduction. */
export function writeSums(variant: KernelVariant, rows: Rows): string {
  return keyGroupsOf(variant.tile) > 1 ? writeJoined(variant, rows) : writeOwn(variant, rows);
}

/** Threads that shared the keys of a row hand over their sums; then each element is added and written by one thread. */
function writeJoined({ tile, mode, valueVectors }: KernelVariant, rows: Rows): string {
  const [threads, columns] = [threadsOf(tile), columnsOf(tile)];
  const total = rows.count === 1 ? 'reduction[rowThread]' : 'reduction[rowThread][part]';
  const value = mode === 'partial' ? 'sum' : normalised('sum', total);
  return `  workgroupBarrier();
${rows.each((row) => `  stage[${row * threads}u + thread] = sum${row}_0;`).join('\n')}
  if (x == 0u) { reduction[y] = total; }
  workgroupBarrier();
  for (var i = thread; i < ${rowsOf(tile) * columns}u; i += ${threads}u) {
    let rowOfTile = i / ${columns}u;
    let row = firstRow + rowOfTile;
    let written = columnTile * ${columns}u + i % ${columns}u;
    if (row >= parameters.rows || written >= ${valueVectors}u) { continue; }
    let part = rowOfTile / ${tile.rowThreads}u;
    let rowThread = rowOfTile % ${tile.rowThreads}u;
    let first = part * ${threads}u + rowThread * ${tile.keyThreads}u + i % ${columns}u;
    var sum = stage[first];
    for (var other = first + ${columns}u; other < first + ${tile.keyThreads}u; other += ${columns}u) { sum += stage[other]; }
    result[(${mode === 'partial' ? partialRow : outputRow}) * ${valueVectors}u + written] = ${value};
  }`;
}

function writeOwn({ tile, mode, valueVectors }: KernelVariant, rows: Rows): string {
  const value = (row: number, column: number) => {
    const sum = `sum${row}_${column}`;
    return mode === 'partial' ? sum : normalised(sum, rows.part('total', row));
  };
  const columns = Array.from({ length: tile.columnsPerThread }, (_, column) => column);
  return rows
    .each(
      (row) => `  if (firstRow + ${row * tile.rowThreads}u + y < parameters.rows) {
    let row = firstRow + ${row * tile.rowThreads}u + y;
    let start = (${mode === 'partial' ? partialRow : outputRow}) * ${valueVectors}u + column;
${columns
  .map((c) => [c * tile.columnThreads, value(row, c)])
  .map(([at, sum]) => `    if (column + ${at}u < ${valueVectors}u) { result[start + ${at}u] = ${sum}; }`)
  .join('\n')}
  }`,
    )
    .join('\n');
}

function normalised(sum: string, total: string): string {
  return `pack(select(${sum} / ${total}, vec4<f32>(), bitcast<u32>(${total}) == 0u))`;
}

export function writeStatistics(variant: KernelVariant, rows: Rows): string {
  const index = variant.mode === 'partial' ? partialRow : outputRow;
  return rows
    .each(
      (
        row,
      ) => `  if (x == 0u && columnTile == 0u && firstRow + ${row * variant.tile.rowThreads}u + y < parameters.rows) {
    let row = firstRow + ${row * variant.tile.rowThreads}u + y;
    statistics[${index}] = vec2<f32>(${rows.part('largest', row)}, ${rows.part('total', row)});
  }`,
    )
    .join('\n');
}

export function writeWeights(variant: KernelVariant, rows: Rows): string {
  const { tile, type } = variant;
  return Array.from({ length: tile.keysPerThread }, (_, key) => {
    const bits = (row: number) => {
      const weight = rows.part(`weight${key}`, row);
      return type === 'float32' ? `bitcast<u32>(${weight})` : `halfBits(vec4<f32>(${weight})).x`;
    };
    return `    let share${key} = select(exp2(score${key} - largest), Rows(bitcast<f32>(parameters.notANumber)), broken${key});
    let weight${key} = select(share${key} / total, Rows(0.0), closed${key});
${rows
  .each(
    (row) => `    if (inside${key} && firstRow + ${row * tile.rowThreads}u + y < parameters.rows) {
      result[(pair * parameters.rows + firstRow + ${row * tile.rowThreads}u + y) * parameters.keys + at${key}Key] = ${bits(row)};
    }`,
  )
  .join('\n')}`;
  }).join('\n');
}

const outputRow = 'pair * parameters.rows + row';
const partialRow = '((parameters.firstSplit + split) * parameters.pairs + pair) * parameters.rows + row';
