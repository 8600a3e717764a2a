import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { platform } from '#platform';
import {
  createSession,
  createWorkerPool,
  type Graph,
  GraphBuilder,
  linear,
  matMul,
  OnnxError,
  requireType,
  type Session,
  weightsFromTensors,
} from '../src/index.js';
import { ThreadPool } from '../src/workers/thread-pool.js';
import type { WorkerEvents, WorkerHandle } from '../src/workers/worker-handle.js';
import { random, tensor } from './support/run-graph.js';

const folder = mkdtempSync(join(tmpdir(), 'crossattn-workers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const width = 200;
const weight = random([width, width], 1);

/** Some milliseconds of work, with its weight in memory. */
function layers(name: string, count: number, weights = weightsFromTensors({ 'a.weight': weight })): Graph {
  const builder = new GraphBuilder({ name, weights });
  let x = builder.input('x', 'float32', ['rows', width]);
  for (let index = 0; index < count; index += 1) x = linear(builder, x, 'a');
  builder.output('y', x);
  return builder.build();
}

const inputs = Array.from({ length: 24 }, (_, index) => random([1 + (index % 7), width], 100 + index));
const failing = (code: string, message?: RegExp) =>
  expect.objectContaining(message === undefined ? { code } : { code, message: expect.stringMatching(message) });

async function runAll(session: Session): Promise<unknown[]> {
  return Promise.all(inputs.map(async (x) => (await session.run({ x }, ['y'])).y));
}

/** A pool of real threads that tells how many runs they were given. */
function observedPool(threads: number) {
  let runs = 0;
  const start = (events: WorkerEvents): WorkerHandle => {
    const handle = (platform.startWorker as NonNullable<typeof platform.startWorker>)(events);
    return {
      keepAlive: (needed) => handle.keepAlive(needed),
      post(request, transfer) {
        if (request.task.kind === 'run') runs += 1;
        handle.post(request, transfer);
      },
    };
  };
  return Object.assign(new ThreadPool(threads, start, 0), { runs: () => runs });
}

/** Runs until the threads have taken part. */
async function warm(session: Session, workers: ReturnType<typeof observedPool>): Promise<void> {
  const end = performance.now() + 30_000;
  const before = workers.runs();
  while (workers.runs() < before + inputs.length && performance.now() < end) await runAll(session);
  expect(workers.runs()).toBeGreaterThanOrEqual(before + inputs.length);
}

describe('createWorkerPool', () => {
  it('computes side by side what a session alone computes, bit by bit', async () => {
    await using alone = await createSession(layers('layers', 4), { threads: 1 });
    const expected = [];
    for (const x of inputs) expected.push((await alone.run({ x }, ['y'])).y);
    await using workers = observedPool(2);
    await using session = await createSession(layers('layers', 4), { threads: 1, workers });
    expect(await runAll(session)).toEqual(expected);
    await warm(session, workers);
    for (let round = 0; round < 5; round += 1) expect(await runAll(session)).toEqual(expected);
    expect((await session.run({ x: inputs[0] as never }, ['y'])).y).toEqual(expected[0]);
  });

  it('keeps the sessions of one pool apart, and the runs of one session', async () => {
    await using workers = observedPool(3);
    await using short = await createSession(layers('short', 1), { threads: 1, workers });
    await using long = await createSession(layers('long', 3), { threads: 1, workers });
    const [ofShort, ofLong] = [await runAll(short), await runAll(long)];
    expect(ofShort).not.toEqual(ofLong);
    await warm(short, workers);
    await warm(long, workers);
    for (let round = 0; round < 5; round += 1) {
      expect(await Promise.all([runAll(short), runAll(long)])).toEqual([ofShort, ofLong]);
    }
  });

  it('leaves what it is fed whole, also the rest of the buffer that a feed lies in', async () => {
    await using workers = observedPool(2);
    await using session = await createSession(layers('layers', 1), { workers });
    await warm(session, workers);
    const all = random([20, width], 3).data;
    const before = all.slice();
    const rows = Array.from({ length: 20 }, (_, row) =>
      tensor('float32', [1, width], all.subarray(row * width, (row + 1) * width)),
    );
    const results = await Promise.all(rows.map((x) => session.run({ x }, ['y'])));
    expect(all).toEqual(before);
    expect(rows.every(({ data }) => data.buffer === all.buffer && data.length === width)).toBe(true);
    expect(results.map(({ y }) => y.shape)).toEqual(rows.map(() => [1, width]));
  });

  it('lets the event loop go on while its threads compute', async () => {
    await using workers = observedPool(2);
    await using session = await createSession(layers('layers', 40), { workers });
    await warm(session, workers);
    const [one, other] = [random([400, width], 4), random([400, width], 5)];
    let turns = 0;
    const counting = setInterval(() => {
      turns += 1;
    }, 1);
    const start = performance.now();
    await Promise.all([session.run({ x: one }), session.run({ x: other })]);
    const time = performance.now() - start;
    clearInterval(counting);
    expect(turns).toBeGreaterThan(Math.min(3, time / 50));
  });

  it('refuses the same feeds with the same words as a session alone', async () => {
    await using workers = createWorkerPool({ threads: 2 });
    await using pooled = await createSession(layers('layers', 1), { workers });
    await using alone = await createSession(layers('layers', 1));
    const wrong: (readonly [Record<string, never>, string[]])[] = [
      [{}, ['y']],
      [{ x: random([1, 3]) as never }, ['y']],
      [{ x: random([1, width]) as never, z: random([1]) as never }, ['y']],
      [{ x: random([1, width]) as never }, ['z']],
    ];
    for (const [feeds, outputs] of wrong) {
      const [one, other] = await Promise.all(
        [pooled, alone].map((session) => session.run(feeds, outputs).catch((error: unknown) => error)),
      );
      expect(one).toBeInstanceOf(OnnxError);
      expect(one).toMatchObject({ code: (other as OnnxError).code, message: (other as OnnxError).message });
    }
    expect(await pooled.run({ x: inputs[0] as never }, [])).toEqual({});
  });

  it('carries errors of ONNX Runtime out of a thread, and goes on', async () => {
    const builder = new GraphBuilder({ name: 'lookup' });
    const table = builder.constant('float32', [2, 1], Float32Array.of(5, 6));
    const ids = builder.input('ids', 'int64', [1]);
    const [row] = builder.node<['float32']>('Gather', { inputs: [table, ids] }, [{ type: 'float32', shape: [1, 1] }]);
    builder.output('row', row);
    await using workers = observedPool(2);
    await using session = await createSession(builder.build(), { workers });
    const asked = (id: bigint) => session.run({ ids: tensor('int64', [1], BigInt64Array.of(id)) });
    const end = performance.now() + 30_000;
    while (workers.runs() < 20 && performance.now() < end) {
      const results = await Promise.allSettled([asked(0n), asked(9n), asked(1n), asked(7n)]);
      const values = results.map((result) =>
        result.status === 'fulfilled' ? requireType(result.value.row as never, 'float32').data[0] : result.reason,
      );
      const failed = failing('run-failed', /^graph 'lookup' failed: /);
      expect(values).toEqual([5, failed, 6, failed]);
      expect(values[1]).toBeInstanceOf(OnnxError);
      expect(values[1].cause).toBeInstanceOf(Error);
    }
    expect(workers.runs()).toBeGreaterThanOrEqual(20);
  });

  it('finishes what was begun when a session is disposed, and refuses the rest', async () => {
    await using workers = observedPool(2);
    const session = await createSession(layers('layers', 8), { threads: 1, workers });
    const expected = await runAll(session);
    await warm(session, workers);
    const begun = runAll(session);
    const disposal = session.dispose();
    await expect(session.run({ x: inputs[0] as never })).rejects.toThrow(
      failing('session-disposed', /'layers' was disposed/),
    );
    expect(await begun).toEqual(expected);
    await disposal;
    await session.dispose();
    await using next = await createSession(layers('layers', 8), { threads: 1, workers });
    expect(await runAll(next)).toEqual(expected);
  });

  it('finishes what was begun when the pool is disposed; its sessions go on in the calling thread', async () => {
    const workers = observedPool(2);
    await using session = await createSession(layers('layers', 8), { threads: 1, workers });
    const expected = await runAll(session);
    await warm(session, workers);
    const begun = runAll(session);
    await workers.dispose();
    expect(await begun).toEqual(expected);
    expect(await runAll(session)).toEqual(expected);
    await workers.dispose();
  });

  it('refuses an option that it does not know', () => {
    const misspelled = { thread: 2 } as { threads?: number };
    expect(() => createWorkerPool(misspelled)).toThrow(
      failing('invalid-option', /^options: unknown option "thread"; known is threads$/),
    );
  });

  it.each([0, 1.5, 1025])('refuses %s threads', (threads) => {
    expect(() => createWorkerPool({ threads })).toThrow(failing('invalid-option', /threads: expected a whole number/));
  });

  it('is refused where it cannot be used', async () => {
    await using workers = createWorkerPool({ threads: 2 });
    await expect(createSession(layers('layers', 1), { workers: {} as never })).rejects.toThrow(
      failing('invalid-option', /workers/),
    );
    await expect(createSession(layers('layers', 1), { workers, provider: 'webgpu' })).rejects.toThrow(
      failing('invalid-option', /webgpu/),
    );
  });

  it('computes a graph as it was when the session was made', async () => {
    const builder = new GraphBuilder({ name: 'growing' });
    const x = builder.input('x', 'float32', ['rows', width]);
    builder.output('y', matMul(builder, x, builder.constant('float32', [width, width], weight.data)));
    await using workers = observedPool(2);
    await using session = await createSession(builder.build(), { workers });
    builder.output('later', x);
    const expected = await runAll(session);
    await warm(session, workers);
    expect(await runAll(session)).toEqual(expected);
  });
});

describe('a pool whose threads fail', () => {
  /** A thread that is played: opens sessions and then does what it is told to. */
  function played(onRun: (events: WorkerEvents, id: number) => void, onOpen?: (events: WorkerEvents) => void) {
    const started: WorkerEvents[] = [];
    const start = (events: WorkerEvents): WorkerHandle => {
      started.push(events);
      return {
        post({ id, task }) {
          if (task.kind === 'run') onRun(events, id);
          else if (task.kind === 'open' && onOpen !== undefined) onOpen(events);
          else queueMicrotask(() => events.onAnswer({ id }));
          if (task.kind === 'end') queueMicrotask(() => events.onEnd('it was told to'));
        },
        keepAlive: () => {},
      };
    };
    return { start, started };
  }

  const here = async () => ({ where: tensor('float32', [1], Float32Array.of(1)) });
  const pooled = { graph: layers('layers', 1), optimization: undefined, runHere: here };
  const there = tensor('float32', [1], Float32Array.of(2));

  it('says so where a thread ends during a run, and starts another for what comes next', async () => {
    let lost = 0;
    const { start, started } = played((events, id) => {
      if (lost < 1) {
        lost += 1;
        events.onEnd('it ran out of memory');
      } else events.onAnswer({ id, tensors: { where: there } });
    });
    await using pool = new ThreadPool(2, start, 0);
    const session = pool.add(pooled);
    const outcomes = [];
    for (let round = 0; round < 4; round += 1) {
      outcomes.push(...(await Promise.allSettled(Array.from({ length: 6 }, () => pool.run(session, {}, undefined)))));
    }
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) expect(error).toEqual(failing('worker-lost', /ended before .* ran out of memory/));
    expect(started.length).toBe(3);
    expect(outcomes.at(-1)).toMatchObject({ status: 'fulfilled', value: { where: there } });
  });

  it.each([
    ['cannot be started', () => Promise.reject(new Error('not allowed'))],
    ['end while they load a graph', undefined],
  ])('computes in the calling thread, with a warning, where threads %s', async (_, refuse) => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    try {
      const { start } = played(
        () => {},
        (events) => events.onEnd('not allowed'),
      );
      const refusing = () => {
        throw new Error('not allowed');
      };
      await using pool = new ThreadPool(2, refuse === undefined ? start : refusing, 0);
      const session = pool.add(pooled);
      const results = await Promise.all(Array.from({ length: 6 }, () => pool.run(session, {}, undefined)));
      expect(results.map(({ where }) => where?.data[0])).toEqual([1, 1, 1, 1, 1, 1]);
      expect(warned).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/worker threads .*not allowed/), {
        type: 'CrossattnWarning',
        code: 'workers-unavailable',
      });
    } finally {
      warned.mockRestore();
    }
  });

  it('lets a run that stands alone run in the calling thread', async () => {
    const { start, started } = played(() => {});
    await using pool = new ThreadPool(2, start, 0);
    const session = pool.add(pooled);
    for (let round = 0; round < 3; round += 1) {
      expect((await pool.run(session, {}, undefined)).where?.data[0]).toBe(1);
    }
    expect(started).toEqual([]);
  });
});

describe('a pool that is new', () => {
  it('starts no thread before runs have waited long enough to be worth one', async () => {
    const started: WorkerEvents[] = [];
    const start = (events: WorkerEvents): WorkerHandle => {
      started.push(events);
      return { post: () => {}, keepAlive: () => {} };
    };
    const pool = new ThreadPool(2, start, 100);
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const runHere = async () => {
        vi.advanceTimersByTime(30);
        return {};
      };
      const session = pool.add({ graph: layers('layers', 1), optimization: undefined, runHere });
      await Promise.all([1, 2, 3].map(() => pool.run(session, {}, undefined)));
      expect(started.length).toBe(0);
      await Promise.all([1, 2, 3, 4].map(() => pool.run(session, {}, undefined)));
      expect(started.length).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the end of a process with threads', () => {
  const built = new URL('../dist/index.js', import.meta.url).href;
  const program = (ending: string) => `
    import { createSession, createWorkerPool, GraphBuilder, matMul } from ${JSON.stringify(built)};
    const builder = new GraphBuilder({ name: 'layers' });
    let x = builder.input('x', 'float32', ['rows', 300]);
    const weight = builder.constant('float32', [300, 300], new Float32Array(90000).fill(0.001));
    for (let index = 0; index < 30; index += 1) x = matMul(builder, x, weight);
    builder.output('y', x);
    const workers = createWorkerPool({ threads: 2 });
    const session = await createSession(builder.build(), { workers });
    const feed = { type: 'float32', shape: [100, 300], data: new Float32Array(30000).fill(1) };
    const four = () => Promise.all([1, 2, 3, 4].map(() => session.run({ x: feed })));
    const end = performance.now() + 3000;
    while (performance.now() < end) await four();
    ${ending}`;

  const end = async (ending: string) => {
    const file = join(folder, `${Math.random()}.mjs`);
    writeFileSync(file, program(ending));
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [file], { timeout: 50_000 });
      return { code: 0, stdout, stderr };
    } catch (error) {
      const { code, signal, stdout, stderr } = error as {
        code: number | null;
        signal: string | null;
        stdout: string;
        stderr: string;
      };
      return { code: code ?? signal, stdout, stderr };
    }
  };

  it.each([
    ['everything is disposed', 'await session.dispose(); await workers.dispose(); console.log("end");', 0, 'end\n'],
    ['nothing is disposed', 'console.log("end");', 0, 'end\n'],
    ['a run is awaited last of all', 'console.log((await four()).length);', 0, '4\n'],
    ['it is ended during runs', 'void four(); setTimeout(() => process.exit(7), 4);', 7, ''],
    ['an error is thrown during runs', 'void four(); setTimeout(() => { throw new Error("mine"); }, 4);', 1, ''],
  ])('is clean where %s', { timeout: 60_000 }, async (_, ending, code, stdout) => {
    const outcome = await end(ending);
    expect(outcome).toMatchObject({ code, stdout });
    expect(outcome.stderr).not.toMatch(/terminate|Napi/);
  });
});
