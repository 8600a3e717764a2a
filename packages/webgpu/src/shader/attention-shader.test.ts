import { expect, it } from 'vitest';
import { chooseTile } from '../plan/choose-tile.js';
import { attentionShader, boundBuffers } from './attention-shader.js';
import type { KernelVariant } from './kernel-variant.js';

const one: KernelVariant = {
  type: 'float32',
  mode: 'output',
  headVectors: 16,
  valueVectors: 16,
  tile: chooseTile({ rows: 1, headVectors: 16, valueVectors: 16, workgroupBytes: 16_384, workgroupThreads: 256 }),
  keyTerms: false,
  mask: false,
  bias: false,
  softcap: false,
  subgroupWidth: 1,
};

it('is this text for one query', () => {
  expect(body(attentionShader(one))).toMatchInlineSnapshot(`
    "@compute @workgroup_size(64)
    fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>, @builtin(local_invocation_index) local: u32) {
      let work = group.x + group.y * groups.x;
      if (work >= parameters.workgroups) { return; }
      let thread = local;
      let x = thread % 64u;
      let y = thread / 64u;
      let firstRow = (work % parameters.rowTiles) * 1u;
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
          for (var i = local; i < 16u; i += 64u) {
            let row = i / 16u;
            let vector = i % 16u;
            var loaded = vec4<f32>();
            if (firstRow + row < parameters.rows && 0u + vector < 16u) {
              loaded = unpack(query[(pair * parameters.rows + firstRow + row) * 16u + 0u + vector]);
            }
            queryStage[vector * 2u + row] = loaded;
          }
      let column = columnTile * 16u + x % 16u;
      let keyGroup = x / 16u;
      var largest = Rows(lowest);
      var total = Rows(0.0);
      var sum0_0 = vec4<f32>();
      for (var tile = keysStart; tile < keysEnd; tile += 128u) {
        var score0 = Rows(0.0);
        var score1 = Rows(0.0);
        for (var chunk = 0u; chunk < 16u; chunk += 4u) {
          workgroupBarrier();
          for (var i = local; i < 512u; i += 64u) {
            let keyOfTile = i / 4u;
            let vector = i % 4u;
            var loaded = vec4<f32>();
            if (tile + keyOfTile < keysEnd && chunk + vector < 16u) {
              loaded = unpack(key[(keyBase + tile + keyOfTile) * 16u + chunk + vector]);
            }
            stage[vector * 129u + keyOfTile] = loaded;
          }
          workgroupBarrier();
          var keyAt = x;
          let queryStart = chunk * 2u + y;
          for (var queryAt = queryStart; queryAt < queryStart + 8u; queryAt += 2u) {
            let query0 = queryStage[queryAt + 0u];
            let key0 = stage[keyAt + 0u];
            score0 = f32(addProduct(score0, query0, key0));
            let key1 = stage[keyAt + 64u];
            score1 = f32(addProduct(score1, query0, key1));
            keyAt += 129u;
          }
        }
        let at0Key = tile + 0u + x;
        let inside0 = at0Key < keysEnd;
        var closed0 = RowFlags(!inside0);
        score0 *= parameters.scale;
        var broken0 = RowFlags(false);
        let bits0 = bitcast<RowBits>(score0);
        closed0 = closed0 | (bits0 == RowBits(0xff800000u));
        broken0 = broken0 | ((bits0 & RowBits(0x7fffffffu)) >= RowBits(0x7f800000u));
        score0 = select(score0, Rows(lowest), closed0 | broken0);
        let at1Key = tile + 64u + x;
        let inside1 = at1Key < keysEnd;
        var closed1 = RowFlags(!inside1);
        score1 *= parameters.scale;
        var broken1 = RowFlags(false);
        let bits1 = bitcast<RowBits>(score1);
        closed1 = closed1 | (bits1 == RowBits(0xff800000u));
        broken1 = broken1 | ((bits1 & RowBits(0x7fffffffu)) >= RowBits(0x7f800000u));
        score1 = select(score1, Rows(lowest), closed1 | broken1);
        var tileLargest = max(score0, score1);
        workgroupBarrier();
        reduction[y * 64u + x] = tileLargest;
        workgroupBarrier();
        {
          let first = y * 64u + x / 8u * 8u + x % 1u;
          tileLargest = reduction[first];
          for (var other = first + 1u; other < first + 8u; other += 1u) { tileLargest = max(tileLargest, reduction[other]); }
        }
        workgroupBarrier();
        reduction[y * 64u + x] = tileLargest;
        workgroupBarrier();
        {
          let first = y * 64u + x / 64u * 64u + x % 8u;
          tileLargest = reduction[first];
          for (var other = first + 8u; other < first + 64u; other += 8u) { tileLargest = max(tileLargest, reduction[other]); }
        }
        let newLargest = max(largest, tileLargest);
        let shrink = exp2(largest - newLargest);
        largest = newLargest;
        total *= shrink;
        let share0 = probability(score0 - newLargest, closed0, broken0);
        total += share0;
        probabilities[(0u + x) * 1u + y] = share0;
        let share1 = probability(score1 - newLargest, closed1, broken1);
        total += share1;
        probabilities[(64u + x) * 1u + y] = share1;
        sum0_0 *= shrink;
        workgroupBarrier();
        if (column < 16u) {
          for (var keyOfTile = keyGroup; keyOfTile < 128u; keyOfTile += 4u) {
            if (tile + keyOfTile >= keysEnd) { break; }
            let loaded = unpack(value[(keyBase + tile + keyOfTile) * 16u + column]);
            let shares = probabilities[keyOfTile * 1u + y];
            if (hasNonFinite(loaded)) {
              if (bitcast<u32>(shares) != 0u) { sum0_0 += shares * loaded; }
            } else {
              sum0_0 += shares * loaded;
            }
          }
        }
      }
        workgroupBarrier();
        reduction[y * 64u + x] = total;
        workgroupBarrier();
        {
          let first = y * 64u + x / 8u * 8u + x % 1u;
          total = reduction[first];
          for (var other = first + 1u; other < first + 8u; other += 1u) { total = total + reduction[other]; }
        }
        workgroupBarrier();
        reduction[y * 64u + x] = total;
        workgroupBarrier();
        {
          let first = y * 64u + x / 64u * 64u + x % 8u;
          total = reduction[first];
          for (var other = first + 8u; other < first + 64u; other += 8u) { total = total + reduction[other]; }
        }
      workgroupBarrier();
      stage[0u + thread] = sum0_0;
      if (x == 0u) { reduction[y] = total; }
      workgroupBarrier();
      for (var i = thread; i < 16u; i += 64u) {
        let rowOfTile = i / 16u;
        let row = firstRow + rowOfTile;
        let written = columnTile * 16u + i % 16u;
        if (row >= parameters.rows || written >= 16u) { continue; }
        let part = rowOfTile / 1u;
        let rowThread = rowOfTile % 1u;
        let first = part * 64u + rowThread * 64u + i % 16u;
        var sum = stage[first];
        for (var other = first + 16u; other < first + 64u; other += 16u) { sum += stage[other]; }
        result[(pair * parameters.rows + row) * 16u + written] = pack(select(sum / reduction[rowThread], vec4<f32>(), bitcast<u32>(reduction[rowThread]) == 0u));
      }
      if (x == 0u && columnTile == 0u && firstRow + 0u + y < parameters.rows) {
        let row = firstRow + 0u + y;
        statistics[pair * parameters.rows + row] = vec2<f32>(largest, total);
      }
    }
    "
  `);
});

it('asks for subgroups only where it uses them', () => {
  expect(attentionShader(one)).not.toMatch(/subgroup/);
  expect(attentionShader({ ...one, subgroupWidth: 32 })).toMatch(/^enable subgroups;/);
});

it('never asks for shader-f16: float16 is unpacked from words', () => {
  const text = attentionShader({ ...one, type: 'float16', bias: true });
  expect(text).not.toMatch(/enable f16/);
  expect(text).toMatch(/unpack2x16float/);
});

it('binds what a variant reads, within the eight storage buffers that every device has', () => {
  expect(boundBuffers(one)).toEqual(['parameters', 'query', 'key', 'value', 'target', 'statistics']);
  expect(boundBuffers({ ...one, mode: 'weights', mask: true })).toEqual([
    'parameters',
    'query',
    'key',
    'target',
    'statistics',
    'mask',
  ]);
  expect(boundBuffers({ ...one, keyTerms: true, mask: true, bias: true })).toHaveLength(9);
});

/** What follows the declarations, without empty lines. */
function body(text: string): string {
  return text.slice(text.indexOf('@compute')).replace(/\n\s*\n/g, '\n');
}
