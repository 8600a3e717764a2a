import { keysOf, threadsOf } from '../plan/kernel-tile.js';
import type { KernelVariant } from './kernel-variant.js';
import { queryStride, stageQueries } from './query-stage.js';
import type { Rows } from './rows.js';

/**
 * WGSL that leaves, for each of the thread's keys `k`, `score<k>` (in units of log 2, `lowest` where closed or broken),
 * `closed<k>` (may not be attended to) and `broken<k>` (NaN or infinite), all by row. The innermost loop counts places, which
 * spares it multiplications, and keeps compilers from writing it out: some take many seconds over that.
 */
export function scoreTile(variant: KernelVariant, rows: Rows): string {
  const { tile, headVectors } = variant;
  const keys = Array.from({ length: tile.keysPerThread }, (_, key) => key);
  const keyStride = keysOf(tile) + 1;
  const stride = queryStride(tile);
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
${tile.queryResident ? '' : stageQueries(variant, 'chunk', tile.headChunk)}
      workgroupBarrier();
      var keyAt = x;
      let queryStart = ${tile.queryResident ? `chunk * ${stride}u + y` : 'y'};
      for (var queryAt = queryStart; queryAt < queryStart + ${tile.headChunk * stride}u; queryAt += ${stride}u) {
${rows.each((at) => `        let query${at} = queryStage[queryAt + ${at * tile.rowThreads}u];`).join('\n')}
${keys
  .map(
    (key) => `        let key${key} = stage[keyAt + ${key * tile.keyThreads}u];
        score${key} = ${rows.build('f32', (row) => `addProduct(${rows.part(`score${key}`, row)}, query${row}, key${key})`)};`,
  )
  .join('\n')}
        keyAt += ${keyStride}u;
      }
    }
${keys.map((key) => finishScore(variant, rows, key)).join('\n')}`;
}

function finishScore(variant: KernelVariant, rows: Rows, key: number): string {
  const { tile } = variant;
  const at = `at${key}Key`;
  const lines = [
    `let ${at} = tile + ${key * tile.keyThreads}u + x;`,
    `let inside${key} = ${at} < keysEnd;`,
    `var closed${key} = RowFlags(!inside${key});`,
    `score${key} *= parameters.scale;`,
    // A cap would hide that a score is not a number.
    `var broken${key} = ${variant.softcap ? `isNaN(score${key})` : 'RowFlags(false)'};`,
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
      `broken${key} = broken${key} | ((added & RowBits(0x7fffffffu)) >= RowBits(0x7f800000u));`,
      // Masks are often made of the lowest number, which in units of log 2 would be infinite, and so closed.
      `score${key} += clamp(bitcast<Rows>(added), Rows(-2e38), Rows(2e38)) * 1.4426950408889634;`,
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
