import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/support/expect-close.js';
import { random, tensor } from '../../test/support/run-graph.js';
import {
  createSession,
  type Graph,
  GraphBuilder,
  linear,
  OnnxError,
  requireType,
  type Weight,
  type WeightStore,
  weightsFromTensors,
} from '../index.js';
import { createRuntimeSession } from './create-runtime-session.js';

const folder = mkdtempSync(join(tmpdir(), 'crossattn-onnx-'));
afterAll(() => rmSync(folder, { recursive: true }));

const first = random([20, 30], 1);
const second = random([30, 10], 2);
const input = random([2, 20], 3);

/** Two weights in two files that are reached through a symbolic link, the first after an odd number of bytes. */
function storeInFiles(): WeightStore {
  const blobs = join(folder, 'blobs');
  mkdirSync(join(blobs, 'deeper'), { recursive: true });
  writeFileSync(join(blobs, 'one'), Buffer.concat([Buffer.alloc(37), Buffer.from(first.data.buffer)]));
  writeFileSync(join(blobs, 'deeper', 'two'), Buffer.from(second.data.buffer));
  rmSync(join(folder, 'link.safetensors'), { force: true });
  symlinkSync(join('blobs', 'one'), join(folder, 'link.safetensors'));
  const weights = new Map<string, Weight>([
    [
      'a.weight',
      {
        name: 'a.weight',
        type: 'float32',
        shape: [20, 30],
        location: { file: join(folder, 'link.safetensors'), offset: 37, length: 2400 },
      },
    ],
    [
      'b.weight',
      {
        name: 'b.weight',
        type: 'float32',
        shape: [30, 10],
        location: { file: join(blobs, 'deeper', 'two'), offset: 0, length: 1200 },
      },
    ],
  ]);
  return { get: (name) => weights.get(name), names: () => [...weights.keys()] };
}

const inMemory = weightsFromTensors({ 'a.weight': first, 'b.weight': second });

function twoLayers(weights: WeightStore): Graph {
  const builder = new GraphBuilder({ name: 'two layers', weights });
  const x = builder.input('x', 'float32', ['batch', 20]);
  const hidden = linear(builder, x, 'a');
  builder.output('hidden', hidden);
  builder.output('y', linear(builder, hidden, 'b'));
  return builder.build();
}

const failing = (code: string, message?: RegExp) =>
  expect.objectContaining(message === undefined ? { code } : { code, message: expect.stringMatching(message) });

describe('createSession', () => {
  it('reads weights from their files, through symbolic links and across folders, as if they were in memory', async () => {
    await using fromFiles = await createSession(twoLayers(storeInFiles()));
    await using fromMemory = await createSession(twoLayers(inMemory));
    const { y } = await fromFiles.run({ x: input }, ['y']);
    expect(y).toEqual((await fromMemory.run({ x: input }, ['y'])).y);
  });

  it('gives the same at every optimisation level and thread count', async () => {
    await using plain = await createSession(twoLayers(inMemory), { optimization: 'disabled', threads: 1 });
    const { y } = await plain.run({ x: input }, ['y']);
    for (const optimization of ['basic', 'extended', 'all'] as const) {
      await using session = await createSession(twoLayers(inMemory), { optimization, threads: 2 });
      expectClose((await session.run({ x: input }, ['y'])).y, y);
    }
  });

  it.each([0, -1, 1.5, Number.NaN, 5000])('refuses %d threads', async (threads) => {
    await expect(createSession(twoLayers(inMemory), { threads })).rejects.toThrow(
      failing('invalid-option', /^threads: expected/),
    );
  });

  it('refuses an option that it does not know, and what is no object of options', async () => {
    const misspelled = { thread: 2 } as { threads?: number };
    await expect(createSession(twoLayers(inMemory), misspelled)).rejects.toThrow(
      failing('invalid-option', /^options: unknown option "thread"; known are provider, threads, optimization/),
    );
    await expect(createSession(twoLayers(inMemory), null as never)).rejects.toThrow(
      failing('invalid-option', /^options: expected an object, got null$/),
    );
  });

  it('says which graph ONNX Runtime refused, and keeps its reason', async () => {
    const builder = new GraphBuilder({ name: 'nonsense' });
    const [value] = builder.node<['float32']>('NoSuchOperator', { inputs: [builder.input('x', 'float32', [1])] }, [
      { type: 'float32', shape: [1] },
    ]);
    builder.output('y', value);
    const error = await createSession(builder.build()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OnnxError);
    expect(error).toEqual(failing('session-failed', /^graph 'nonsense' could not be loaded: .*NoSuchOperator/));
    expect((error as OnnxError).cause).toBeInstanceOf(Error);
  });

  it('names a weight file that is missing or too short', async () => {
    const at = (file: string, length: number): WeightStore => ({
      names: () => ['a.weight'],
      get: (name) =>
        name !== 'a.weight'
          ? undefined
          : { name, type: 'float32', shape: [20, 30], location: { file, offset: 0, length } },
    });
    const graph = (weights: WeightStore) => {
      const builder = new GraphBuilder({ name: 'g', weights });
      builder.output('y', linear(builder, builder.input('x', 'float32', [1, 20]), 'a'));
      return builder.build();
    };
    const missing = join(folder, 'missing.safetensors');
    await expect(createSession(graph(at(missing, 2400)))).rejects.toThrow(
      failing('session-failed', /missing\.safetensors/),
    );
    const short = join(folder, 'short.safetensors');
    writeFileSync(short, Buffer.alloc(1000));
    await expect(createSession(graph(at(short, 2400)))).rejects.toThrow(failing('session-failed'));
  });

  it('writes the graph for Netron, which ONNX Runtime loads again', async () => {
    const debugFolder = join(folder, 'blobs');
    await using session = await createSession(twoLayers(storeInFiles()), { debugFolder });
    const reloaded = await InferenceSession.create(join(debugFolder, 'two_layers.onnx'));
    expect(reloaded.inputNames).toEqual(['x']);
    const { y } = await session.run({ x: input }, ['y']);
    const { Tensor } = await import('onnxruntime-node');
    const again = await reloaded.run({ x: new Tensor('float32', input.data, [2, 20]) }, ['y']);
    expect(again.y?.data).toEqual(y.data);
    await reloaded.release();
  });

  it('writes the graph where the environment says so', async () => {
    process.env.CROSSATTN_DEBUG_GRAPHS = join(folder, 'from-environment');
    try {
      await using _session = await createSession(twoLayers(inMemory));
      expect(readFileSync(join(folder, 'from-environment', 'two_layers.onnx')).byteLength).toBeGreaterThan(3600);
    } finally {
      delete process.env.CROSSATTN_DEBUG_GRAPHS;
    }
  });

  it('says where a graph could not be written', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const debugFolder = join(folder, 'a-file', 'below');
    await expect(createSession(twoLayers(inMemory), { debugFolder })).rejects.toThrow(failing('debug-file', /a-file/));
  });
});

describe('Session', () => {
  it('fetches only what is asked for, and everything by default', async () => {
    await using session = await createSession(twoLayers(inMemory));
    expect(Object.keys(await session.run({ x: input }, ['y']))).toEqual(['y']);
    expect(Object.keys(await session.run({ x: input }))).toEqual(['hidden', 'y']);
    expect(await session.run({ x: input }, [])).toEqual({});
  });

  it('refuses feeds and outputs that do not fit, and says why', async () => {
    const builder = new GraphBuilder({ name: 'g' });
    const a = builder.input('a', 'float32', ['batch', 2]);
    builder.input('b', 'bool', ['batch']);
    builder.output('y', a);
    await using session = await createSession(builder.build());
    const b = tensor('bool', [3], new Uint8Array(3));
    const run = (feeds: Parameters<typeof session.run>[0], outputs?: string[]) => session.run(feeds, outputs);
    await expect(run({ a: random([3, 2]) })).rejects.toThrow(failing('missing-input', /'b' \[batch\]/));
    await expect(run({ a: random([3, 2]), b, c: b })).rejects.toThrow(
      failing('unknown-input', /'c' is no input; the inputs are a, b/),
    );
    await expect(run({ a: random([3, 2]), b }, ['z'])).rejects.toThrow(
      failing('unknown-output', /'z' is no output; the outputs are y/),
    );
    await expect(run({ a: b, b })).rejects.toThrow(failing('type-mismatch', /'a': expected float32, got bool/));
    await expect(run({ a: random([3]), b })).rejects.toThrow(
      failing('shape-mismatch', /expected \[batch, 2\], got \[3\]/),
    );
    await expect(run({ a: random([4, 2]), b })).rejects.toThrow(
      failing('shape-mismatch', /'b': axis 0 must be 4, as 'a' has batch = 4, got \[3\]/),
    );
    await expect(run({ a: tensor('float32', [3, 2], new Float32Array(5)), b })).rejects.toThrow(
      failing('shape-mismatch', /needs 6 elements, its data has 5/),
    );
  });

  it('computes nothing for no rows', async () => {
    await using session = await createSession(twoLayers(inMemory));
    const { y } = await session.run({ x: random([0, 20]) }, ['y']);
    expect(y.shape).toEqual([0, 10]);
    expect(y.data.length).toBe(0);
  });

  it('keeps calls apart that are made at once', async () => {
    await using session = await createSession(twoLayers(inMemory), { threads: 2 });
    const inputs = Array.from({ length: 8 }, (_, index) => random([2, 20], 50 + index));
    const alone = [];
    for (const x of inputs) alone.push((await session.run({ x }, ['y'])).y);
    const together = await Promise.all(inputs.map((x) => session.run({ x }, ['y'])));
    expect(together.map(({ y }) => y)).toEqual(alone);
  });

  it('finishes what was begun when it is disposed, and refuses the rest', async () => {
    const session = await createSession(twoLayers(inMemory));
    const begun = session.run({ x: input }, ['y']);
    const disposal = session.dispose();
    await expect(session.run({ x: input })).rejects.toThrow(failing('session-disposed', /'two layers' was disposed/));
    expect((await begun).y.shape).toEqual([2, 10]);
    await disposal;
    await session.dispose();
  });

  it('wraps what goes wrong inside ONNX Runtime', async () => {
    const builder = new GraphBuilder({ name: 'lookup' });
    const table = builder.constant('float32', [2, 1], new Float32Array(2));
    const ids = builder.input('ids', 'int64', [1]);
    const [row] = builder.node<['float32']>('Gather', { inputs: [table, ids] }, [{ type: 'float32', shape: [1, 1] }]);
    builder.output('row', row);
    await using session = await createSession(builder.build());
    const error = await session
      .run({ ids: tensor('int64', [1], BigInt64Array.of(9n)) })
      .catch((reason: unknown) => reason);
    expect(error).toEqual(failing('run-failed', /^graph 'lookup' failed: /));
    expect((error as OnnxError).cause).toBeInstanceOf(Error);
  });

  it('tells want of memory apart', async () => {
    const builder = new GraphBuilder({ name: 'wide' });
    const shape = builder.input('shape', 'int64', [2]);
    const one = builder.constant('float32', [1], Float32Array.of(1));
    const [wide] = builder.node<['float32']>('Expand', { inputs: [one, shape] }, [
      { type: 'float32', shape: ['rows', 'columns'] },
    ]);
    builder.output('wide', wide);
    await using session = await createSession(builder.build());
    const size = 2n ** 23n;
    const error = await session
      .run({ shape: tensor('int64', [2], BigInt64Array.of(size, size)) })
      .catch((reason: unknown) => reason);
    expect(error).toEqual(failing('out-of-memory', /^graph 'wide' failed: not enough memory: /));
    expect((error as OnnxError).cause).toBeInstanceOf(Error);
  });
});

describe('a bound run', () => {
  const bound = async () => {
    const session = await createRuntimeSession(twoLayers(inMemory), {});
    return { session, run: session.bind({ x: input }, 'x', 'y') };
  };

  it('gives for new elements of one feed what a whole run gives, also where runs overlap', async () => {
    const { session, run } = await bound();
    const inputs = Array.from({ length: 8 }, (_, index) => random([2, 20], 50 + index));
    const expected = await Promise.all(inputs.map(async (x) => (await session.run({ x }, ['y'])).y.data));
    expect(await Promise.all(inputs.map(({ data }) => run(data, (y) => y)))).toEqual(expected);
    await session.dispose();
  });

  it('refuses what does not fit, first and later', async () => {
    const { session, run } = await bound();
    const bind = (feeds: Parameters<typeof session.bind>[0], output: string) => () => session.bind(feeds, 'x', output);
    expect(bind({ x: random([2, 3]) }, 'y')).toThrow(failing('shape-mismatch'));
    expect(bind({ x: input }, 'z')).toThrow(failing('unknown-output'));
    await expect(run(new Float32Array(39), (y) => y)).rejects.toThrow(
      failing('run-failed', /^graph 'two layers' failed: .*39/),
    );
    await expect(run(new Float64Array(40), (y) => y)).rejects.toThrow(failing('run-failed'));
    expect(await run(input.data, (y) => y)).toHaveLength(20);
    await session.dispose();
  });

  it('is refused after its session was disposed', async () => {
    const { session, run } = await bound();
    const begun = run(input.data, (y) => y);
    const disposal = session.dispose();
    await expect(run(input.data, (y) => y)).rejects.toThrow(failing('session-disposed'));
    expect(await begun).toHaveLength(20);
    await disposal;
  });
});

it('requireType narrows or refuses', () => {
  expect(requireType(input, 'float32')).toBe(input);
  expect(() => requireType(input, 'int64')).toThrow(failing('type-mismatch', /expected a int64 tensor, got float32/));
});
