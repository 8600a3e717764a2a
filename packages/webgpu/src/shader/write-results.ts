import { keyGroupsOf } from '../plan/kernel-tile.js';
import type { KernelVariant } from './kernel-variant.js';
import type { Rows } from './rows.js';

/** WGSL that adds the sums of threads which shared the keys, one row after the other. */
export function sumKeyGroups({ tile, mode }: KernelVariant, rows: Rows): string {
  const groups = keyGroupsOf(tile);
  if (groups === 1 || mode === 'weights') return '';
  return rows
    .each(
      (row) => `  workgroupBarrier();
  stage[thread] = sum${row}_0;
  workgroupBarrier();
  if (keyGroup == 0u) {
    for (var other = 1u; other < ${groups}u; other++) { sum${row}_0 += stage[thread + other * ${tile.columnThreads}u]; }
  }`,
    )
    .join('\n');
}

export function writeOutput(variant: KernelVariant, rows: Rows): string {
  return writeColumns(
    variant,
    rows,
    `pair * parameters.rows + row`,
    (row, column) =>
      `pack(select(sum${row}_${column} / ${rows.part('total', row)}, vec4<f32>(), bitcast<u32>(${rows.part('total', row)}) == 0u))`,
  );
}

export function writePartial(variant: KernelVariant, rows: Rows): string {
  return writeColumns(variant, rows, partialRow, (row, column) => `sum${row}_${column}`);
}

export function writeStatistics(variant: KernelVariant, rows: Rows): string {
  const index = variant.mode === 'partial' ? partialRow : `pair * parameters.rows + row`;
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

const partialRow = '((parameters.firstSplit + split) * parameters.pairs + pair) * parameters.rows + row';

function writeColumns(
  { tile, valueVectors }: KernelVariant,
  rows: Rows,
  index: string,
  expression: (row: number, column: number) => string,
): string {
  return rows
    .each(
      (row) => `  if (keyGroup == 0u && firstRow + ${row * tile.rowThreads}u + y < parameters.rows) {
    let row = firstRow + ${row * tile.rowThreads}u + y;
    let start = (${index}) * ${valueVectors}u + column;
${Array.from(
  { length: tile.columnsPerThread },
  (_, c) =>
    `    if (column + ${c * tile.columnThreads}u < ${valueVectors}u) { result[start + ${c * tile.columnThreads}u] = ${expression(row, c)}; }`,
).join('\n')}
  }`,
    )
    .join('\n');
}
