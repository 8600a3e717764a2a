import { columnsOf, keyGroupsOf, keysOf, threadsOf } from '../plan/kernel-tile.js';
import type { KernelVariant } from './kernel-variant.js';
import type { Rows } from './rows.js';

/**
 * WGSL that adds the tile's values times their probabilities. NaN and infinity in a value reach the rows that attend to
 * it and no other: 0 times either would be NaN.
 */
export function sumValues(variant: KernelVariant, rows: Rows): string {
  return variant.tile.valueChunk > 0 ? staged(variant, rows) : direct(variant, rows);
}

function staged({ tile, valueVectors }: KernelVariant, rows: Rows): string {
  const columns = columnsOf(tile);
  const each = Array.from({ length: tile.columnsPerThread }, (_, column) => column);
  const read = each.map((c) => `          let value${c} = stage[at + ${c * tile.columnThreads}u];`);
  const add = (row: number) => each.map((c) => `sum${row}_${c} += ${rows.part('shares', row)} * value${c};`);
  const loop = (body: string) => `        for (var at = x; at < x + ${tile.valueChunk * columns}u; at += ${columns}u) {
          let shares = probabilities[sharesAt];
${read.join('\n')}
${body}
          sharesAt += ${tile.rowThreads}u;
        }`;
  return `    for (var chunk = 0u; chunk < ${keysOf(tile)}u; chunk += ${tile.valueChunk}u) {
      workgroupBarrier();
      for (var i = local; i < ${tile.valueChunk * columns}u; i += ${threadsOf(tile)}u) {
        let at = tile + chunk + i / ${columns}u;
        let vector = columnTile * ${columns}u + i % ${columns}u;
        var loaded = vec4<f32>();
        if (at < keysEnd && vector < ${valueVectors}u) { loaded = unpack(value[(keyBase + at) * ${valueVectors}u + vector]); }
        if (hasNonFinite(loaded)) { atomicOr(&nonFinite, 1u); }
        stage[i] = loaded;
      }
      workgroupBarrier();
      var sharesAt = chunk * ${tile.rowThreads}u + y;
      if (atomicLoad(&nonFinite) == 0u) {
${loop(
  rows
    .each(add)
    .flat()
    .map((line) => `          ${line}`)
    .join('\n'),
)}
      } else {
${loop(
  rows
    .each((row) => `          if (bitcast<u32>(${rows.part('shares', row)}) != 0u) { ${add(row).join(' ')} }`)
    .join('\n'),
)}
      }
    }`;
}

function direct(variant: KernelVariant, rows: Rows): string {
  const { tile, valueVectors } = variant;
  const add = (row: number) => `sum${row}_0 += ${rows.part('shares', row)} * loaded;`;
  return `    workgroupBarrier();
    if (column < ${valueVectors}u) {
      for (var keyOfTile = keyGroup; keyOfTile < ${keysOf(tile)}u; keyOfTile += ${keyGroupsOf(tile)}u) {
        if (tile + keyOfTile >= keysEnd) { break; }
        let loaded = unpack(value[(keyBase + tile + keyOfTile) * ${valueVectors}u + column]);
        let shares = probabilities[keyOfTile * ${tile.rowThreads}u + y];
        if (hasNonFinite(loaded)) {
${rows.each((row) => `          if (bitcast<u32>(${rows.part('shares', row)}) != 0u) { ${add(row)} }`).join('\n')}
        } else {
${rows.each((row) => `          ${add(row)}`).join('\n')}
        }
      }
    }`;
}
