import { PassThrough } from 'node:stream';
import { attention } from '@crossattn/core';
import { offerSoftwareAdapter } from '@crossattn/testing/gpu';
import { describe, expect, it } from 'vitest';
import { benchOp } from './bench-op.js';
import type { Contestant } from './contestant.js';
import { createCpuContestants, createRowsContestant, ourNames } from './cpu-contestants.js';
import { createGpuContestants, findGpuBackends } from './gpu-contestants.js';
import { benchGrowth } from './growth/bench-growth.js';
import { parseOpShape } from './op-shape.js';
import { headsLast, opTensors } from './op-tensors.js';
import { parseOpArguments } from './parse-op-arguments.js';
import { createPeers } from './peers/create-peers.js';
import { relativeError } from './relative-error.js';
import { runOp } from './run-op.js';
import { timeInTurns } from './time-in-turns.js';

offerSoftwareAdapter();
const shape = { batch: 2, heads: 3, queries: 4, keys: 5, headSize: 8 };
const python = 'no-such-python';
const noGpus = { present: [], absent: [] };

describe('contestants', () => {
  it('all compute the same', async () => {
    const tensors = opTensors(shape);
    const [prepared, ...others] = await createCpuContestants(tensors, 1);
    if (prepared === undefined) throw new Error('no contestants');
    const output = await prepared.run();
    for (const other of others)
      expect(relativeError(await other.run(), output)).toBeLessThan(other.name === ourNames.int8 ? 0.02 : 1e-6);
    const last = headsLast({ type: 'float32', shape: [2, 3, 4, 8], data: output }).data;
    const { contestants, absent } = await createPeers(tensors, 1, python);
    expect(absent).toEqual([{ name: 'PyTorch', reason: 'spawn no-such-python ENOENT' }]);
    expect(contestants.map(({ name }) => name)).toEqual([
      'Attention [B,H,N,D]',
      'Attention [B,N,HxD]',
      'MultiHeadAttention [B,H,N,D]',
      'MultiHeadAttention [B,N,HxD]',
      'tfjs wasm',
      'tfjs cpu',
      '@ruvector/attention DotProductAttention',
      '@ruvector/attention FlashAttention',
      'plain loops',
    ]);
    for (const contestant of contestants) {
      const got = await contestant.run();
      const turned = contestant.name.startsWith('Multi') || contestant.name.endsWith('HxD]');
      expect([contestant.name, relativeError(got, turned ? last : output) < 1e-5]).toEqual([contestant.name, true]);
      await contestant.dispose();
    }
    const rows = await createRowsContestant(tensors, 3, 1);
    const folded = await rows.run();
    const size = output.length / 2;
    expect(relativeError(folded.subarray(3 * size, 4 * size), output.subarray(size))).toBeLessThan(1e-6);
  });
});

describe('timeInTurns', () => {
  it('gives each an equal share of the time, and believes those that time themselves', async () => {
    const contestant = (name: string, time: number): Contestant => ({
      name,
      kind: 'peer',
      run: async () => new Float32Array(),
      time: async () => time,
      dispose: async () => {},
    });
    const all = [contestant('quick', 1), contestant('slow', 150), contestant('slower than its share', 600)];
    const times = await timeInTurns(all, { seconds: 1, mostRounds: 5 });
    expect([...times].map(([{ name }, list]) => [name, list])).toEqual([
      ['quick', [1, 1, 1, 1, 1]],
      ['slow', [150, 150, 150]],
      ['slower than its share', [600]],
    ]);
  });
});

describe('benchOp', () => {
  it('measures every contestant and compares', async () => {
    const { measurements } = await benchOp({ shapes: [shape], threads: 1, seconds: 0.01, python }, noGpus);
    const units = measurements.map(({ unit }) => unit);
    expect(units).toEqual([...new Array(12).fill('ms'), 'percent', 'ratio']);
    expect(measurements[0]).toMatchObject({ name: '(2,3,4,5,8) cpu, prepared', relative: { median: 1 } });
    expect(measurements.at(-1)?.name).toMatch(/^\(2,3,4,5,8\) cpu, prepared, to the fastest peer \(.*\)$/);
    expect(measurements.every(({ summary }) => summary.median > 0)).toBe(true);
  });

  it('computes the same on a GPU, or says why there is none', async () => {
    const tensors = opTensors(shape);
    const gpus = await findGpuBackends(true);
    const names = [...gpus.present.map(({ name }) => name), ...gpus.absent.map(({ name }) => name)];
    expect(names.sort()).toEqual(['onnx-webgpu', 'webgpu']);
    for (const { reason } of gpus.absent) expect(reason).toMatch(/adapter|WebGPU/);
    const expected = await attention({ ...tensors, backend: 'reference' });
    for (const contestant of await createGpuContestants(tensors, gpus)) {
      expect(relativeError(await contestant.run(), expected.output.data)).toBeLessThan(1e-5);
      await contestant.dispose();
    }
    if (gpus.present.length === 0) return;
    const hardware = await findGpuBackends(false);
    for (const { name, reason } of hardware.absent)
      expect([name, reason]).toEqual([name, expect.stringContaining('--software-gpu')]);
  });

  it('asks long memories for more', async () => {
    const long = { batch: 1, heads: 1, queries: 1, keys: 20_000, headSize: 8 };
    const { measurements } = await benchOp({ shapes: [long], threads: 1, seconds: 0.01, python }, noGpus);
    const wanted = measurements.flatMap(({ target }) => (target === undefined ? [] : [target.value]));
    expect(wanted).toEqual([1.05, 0.55, 0.2, 0.3]);
  });
});

describe('benchGrowth', () => {
  it('measures single calls in processes of their own', async () => {
    const gpus = (await findGpuBackends(true)).present.map(({ name }) => name);
    const measurements = await benchGrowth([shape], 1, gpus);
    expect(measurements.map(({ name, unit }) => [name, unit])).toEqual(
      ['cpu', ...gpus, 'Attention', 'MultiHeadAttention'].flatMap((name) => [
        [`(2,3,4,5,8) ${name}, first call`, 'ms'],
        [`(2,3,4,5,8) ${name}, first call: memory beyond inputs and output`, 'MB'],
      ]),
    );
    expect(measurements.every(({ summary }) => summary.median >= 0)).toBe(true);
  });
});

describe('the command', () => {
  async function printed(...argv: string[]): Promise<string> {
    const stdout = new PassThrough();
    const chunks: string[] = [];
    stdout.on('data', (chunk) => chunks.push(String(chunk)));
    const few = ['--part', 'shapes', '--shape', '1,1,1,2,4', '--seconds', '1', '--threads', '1', '--python', python];
    expect(await runOp([...few, ...argv], { stdout, stderr: stdout })).toBe(0);
    return chunks.join('');
  }

  it('says what was measured how: threads, seconds, versions, and what its columns mean', async () => {
    const { machine, settings, measurements } = JSON.parse(await printed('--json'));
    expect(settings).toEqual({
      threads: 1,
      secondsOfShape: 1,
      versions: expect.objectContaining({ 'onnxruntime-node': expect.stringMatching(/^\d+\.\d+/) }),
    });
    expect([machine.cores > 0, measurements.length > 0]).toEqual([true, true]);
    const table = await printed();
    expect(table).toMatch(/relative: ratio to "cpu, prepared"/);
    expect(table).toMatch(/1 threads, 1 seconds a shape, onnxruntime-node \d/);
    expect(table).toContain('(1,1,1,2,4) cpu, not prepared');
  }, 60_000);
});

describe('arguments', () => {
  it('are read', () => {
    const command = parseOpArguments(['--shape', '1,2,3,4,5', '--seconds', '2', '--threads', '1', '--json']);
    const only = { batch: 1, heads: 2, queries: 3, keys: 4, headSize: 5 };
    const rest = { parts: ['shapes', 'growth'], python: 'python3', softwareGpu: false, help: false };
    expect(command).toEqual({ shapes: [only], seconds: 2, threads: 1, json: true, ...rest });
    expect(parseOpArguments([])).toMatchObject({ seconds: 20, shapes: { length: 6 } });
    expect(parseOpArguments(['--part', 'growth', '--python', 'p'])).toMatchObject({ parts: ['growth'], python: 'p' });
  });

  it.each([
    ['--shape', '1,2,3'],
    ['--seconds', '0'],
    ['--threads', 'many'],
    ['--threads', '2000'],
    ['--fast'],
    ['photos'],
    ['--part', 'all'],
  ])('refuse %s %s', (...argv) => {
    expect(parseOpArguments(argv)).toHaveProperty('problem');
  });

  it('refuse sizes that are no sizes', () => {
    expect(['0,1,1,1,1', '1,1,1,1,1,1', 'a,b,c,d,e', '1,1,-1,1,1'].map(parseOpShape)).toEqual(
      new Array(4).fill(undefined),
    );
  });
});
