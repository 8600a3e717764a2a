import { keysOf, rowsOf, threadsOf } from '../plan/kernel-tile.js';
import type { KernelVariant } from './kernel-variant.js';
import type { Rows } from './rows.js';

/**
 * WGSL that leaves, for each of the thread's keys `k`, `score<k>` (in units of log 2, `lowest` where closed or broken),
 * `closed<k>` (may not be attended to) and `broken<k>` (NaN or infinite), all by row.
 */
export function scoreTile(variant: KernelVariant, rows: Rows): string {
  const { tile, headVectors } = variant;
  const keys = Array.from({ length: tile.keysPerThread }, (_, key) => key);
  const [rowStride, keyStride] = [rowsOf(tile) + 1, keysOf(tile) + 1];
  return `${keys.map((key) => `    var score${key} = Rows(0.0);`).join('\n')}
    for (var chunk = 0u; chunk < ${headVectors}u; chunk += ${tile.headChunk}u) {
      workgroupBarrier();
      for (var i = local; i < ${tile.headChunk * keysOf(tile)}u; i += ${threadsOf(tile)}u) {
        let keyOfTile = i / ${tile.headChunk}u;
        let vector = i % ${tile.headChunk}u;
        var loaded = vec4<f32>();
        if (tile + keyOfTile < keysEnd && chunk + vector < ${headVectors}u) {
          loaded = unpack(key[(keyBase + tile + keyOfTile) * ${headVectors}u + chunk + vector]);
        }
        stage[vector * ${keyStride}u + keyOfTile] = loaded;
      }
${tile.queryResident ? '' : stageQueries(variant)}
      workgroupBarrier();
      for (var vector = 0u; vector < ${tile.headChunk}u; vector++) {
        let queryAt = ${tile.queryResident ? '(chunk + vector)' : 'vector'} * ${rowStride}u + y;
${rows.each((row) => `        let query${row} = queryStage[queryAt + ${row * tile.rowThreads}u];`).join('\n')}
${keys
  .map(
    (key) => `        let key${key} = stage[vector * ${keyStride}u + ${key * tile.keyThreads}u + x];
        score${key} += ${rows.build('f32', (row) => `dot(query${row}, key${key})`)};`,
  )
  .join('\n')}
      }
    }
${keys.map((key) => finishScore(variant, rows, key)).join('\n')}`;
}

function stageQueries({ tile, headVectors }: KernelVariant): string {
  return `      for (var i = local; i < ${tile.headChunk * rowsOf(tile)}u; i += ${threadsOf(tile)}u) {
        let row = i / ${tile.headChunk}u;
        let vector = i % ${tile.headChunk}u;
        var loaded = vec4<f32>();
        if (firstRow + row < parameters.rows && chunk + vector < ${headVectors}u) {
          loaded = unpack(query[(pair * parameters.rows + firstRow + row) * ${headVectors}u + chunk + vector]);
        }
        queryStage[vector * ${rowsOf(tile) + 1}u + row] = loaded;
      }`;
}

function finishScore(variant: KernelVariant, rows: Rows, key: number): string {
  const { tile } = variant;
  const at = `at${key}Key`;
  const lines = [
    `let ${at} = tile + ${key * tile.keyThreads}u + x;`,
    `let inside${key} = ${at} < keysEnd;`,
    `var closed${key} = RowFlags(!inside${key});`,
    `score${key} *= parameters.scale;`,
    `var broken${key} = isNaN(score${key});`,
  ];
  if (variant.softcap) lines.push(`score${key} = boundedTangent(score${key}) * parameters.softcap;`);
  const inside: string[] = [];
  if (variant.keyTerms)
    inside.push(
      `let term = keyTerms[termBase + ${at}];`,
      `closed${key} = RowFlags(term == 0xff800000u);`,
      `score${key} += bitcast<f32>(select(term, 0u, term == 0xff800000u));`,
    );
  if (variant.mask)
    inside.push(
      `let maskAt = maskStart + ${at} * parameters.maskKeyStep;`,
      `closed${key} = closed${key} | ${rows.build('bool', (row) => maskClosed(rows.part('maskAt', row)))};`,
    );
  if (variant.bias)
    inside.push(
      `let biasAt = biasStart + ${at} * parameters.biasKeyStep;`,
      `let added = ${rows.build('u32', (row) => `biasBits(${rows.part('biasAt', row)})`)};`,
      `closed${key} = closed${key} | (added == RowBits(0xff800000u));`,
      `score${key} += bitcast<Rows>(added) * 1.4426950408889634;`,
    );
  if (inside.length > 0) lines.push(`if (inside${key}) {`, ...inside.map((line) => `  ${line}`), '}');
  return [
    ...lines,
    `let bits${key} = bitcast<RowBits>(score${key});`,
    `closed${key} = closed${key} | (bits${key} == RowBits(0xff800000u));`,
    `broken${key} = broken${key} | ((bits${key} & RowBits(0x7fffffffu)) >= RowBits(0x7f800000u));`,
    `score${key} = select(score${key}, Rows(lowest), closed${key} | broken${key});`,
  ]
    .map((line) => `    ${line}`)
    .join('\n');
}

function maskClosed(index: string): string {
  return `((mask[${index} >> 2u] >> ((${index} & 3u) * 8u)) & 0xffu) == 0u`;
}
