import { describe, expect, it } from 'vitest';
import { benchOp } from './bench-op.js';
import { createCpuContestants, createRowsContestant } from './cpu-contestants.js';
import { parseOpShape } from './op-shape.js';
import { headsLast, opTensors } from './op-tensors.js';
import { parseOpArguments } from './parse-op-arguments.js';
import { createNodePeer, nodePeers } from './runtime-node-peer.js';

const shape = { batch: 2, heads: 3, queries: 4, keys: 5, headSize: 8 };

describe('contestants', () => {
  it('all compute the same', async () => {
    const tensors = opTensors(shape);
    const [prepared, ...others] = await createCpuContestants(tensors, 1);
    if (prepared === undefined) throw new Error('no contestants');
    const output = await prepared.run();
    const expected = { type: 'float32', shape: [2, 3, 4, 8], data: output } as const;
    const last = headsLast(expected).data;
    for (const other of others) expect(await other.run()).toEqual(output);
    for (const peer of nodePeers) {
      const contestant = await createNodePeer(peer, tensors, 1);
      const wanted = peer.headsFirst && peer.operator === 'Attention' ? output : last;
      const got = await contestant.run();
      expect(got.length).toBe(wanted.length);
      expect(got.every((element, index) => Math.abs(element - (wanted[index] ?? 0)) < 1e-5)).toBe(true);
      await contestant.dispose();
    }
    const rows = await createRowsContestant(tensors, 3, 1);
    const folded = await rows.run();
    const size = output.length / 2;
    expect(folded.subarray(3 * size, 4 * size).every((x, i) => Math.abs(x - (output[size + i] ?? 0)) < 1e-5)).toBe(
      true,
    );
  });
});

describe('benchOp', () => {
  it('measures every contestant and compares', async () => {
    const measurements = await benchOp({ shapes: [shape], threads: 1, seconds: 0.01 });
    expect(measurements.map(({ name, unit }) => [name, unit])).toEqual([
      ['(2,3,4,5,8) cpu, prepared', 'ms'],
      ['(2,3,4,5,8) cpu', 'ms'],
      ['(2,3,4,5,8) Attention [B,H,N,D]', 'ms'],
      ['(2,3,4,5,8) Attention [B,N,HxD]', 'ms'],
      ['(2,3,4,5,8) MultiHeadAttention [B,H,N,D]', 'ms'],
      ['(2,3,4,5,8) MultiHeadAttention [B,N,HxD]', 'ms'],
      ['(2,3,4,5,8) cpu, prepared, to the fastest peer', 'ratio'],
    ]);
    expect(measurements.every(({ summary }) => summary.median > 0 && summary.count >= 5)).toBe(true);
  });

  it('asks long memories for more', async () => {
    const long = { batch: 1, heads: 1, queries: 1, keys: 20_000, headSize: 8 };
    const measurements = await benchOp({ shapes: [long], threads: 1, seconds: 0.01 });
    const wanted = measurements.flatMap(({ target }) => (target === undefined ? [] : [target.value]));
    expect(wanted).toEqual([1.05, 0.55, 0.2, 0.3]);
  });
});

describe('arguments', () => {
  it('are read', () => {
    const command = parseOpArguments(['--shape', '1,2,3,4,5', '--seconds', '2', '--threads', '1', '--json']);
    const only = { batch: 1, heads: 2, queries: 3, keys: 4, headSize: 5 };
    expect(command).toEqual({ shapes: [only], seconds: 2, threads: 1, json: true, help: false });
    expect(parseOpArguments([])).toMatchObject({ seconds: 10, shapes: { length: 6 } });
  });

  it.each([['--shape', '1,2,3'], ['--seconds', '0'], ['--threads', 'many'], ['--fast'], ['photos']])(
    'refuse %s %s',
    (...argv) => {
      expect(parseOpArguments(argv)).toHaveProperty('problem');
    },
  );

  it('refuse sizes that are no sizes', () => {
    expect(['0,1,1,1,1', '1,1,1,1,1,1', 'a,b,c,d,e', '1,1,-1,1,1'].map(parseOpShape)).toEqual(
      new Array(4).fill(undefined),
    );
  });
});
