import { describe, expect, it } from 'vitest';
import type { AttentionBackend, AttentionCall, DisposableBackend, QueryCall } from '../backend/backend.js';
import { createReferenceBackend } from '../reference/reference-backend.js';
import { RunningCalls } from '../scheduling/running-calls.js';
import { floatValues } from '../tensor/float-values.js';
import type { Tensor } from '../tensor/tensor.js';
import { describeBackendConformance } from './describe-backend-conformance.js';

const reference = createReferenceBackend();

/** The first test that a backend fails among those whose groups or name contain a text; none where it passes them. */
async function firstFailure(
  backend: AttentionBackend,
  among: string,
  disposable?: () => DisposableBackend,
): Promise<string | undefined> {
  const tests: { name: string; body: () => Promise<void> }[] = [];
  const groups: string[] = [];
  const functions = {
    describe(name: string, body: () => void) {
      groups.push(name);
      body();
      groups.pop();
    },
    it(name: string, body: () => Promise<void>) {
      tests.push({ name: [...groups, name].join(' > '), body });
    },
  };
  describeBackendConformance(backend, functions, { elementTypes: ['float32'], ...(disposable && { disposable }) });
  for (const { name, body } of tests.filter((test) => test.name.includes(among))) {
    try {
      await body();
    } catch {
      return name;
    }
  }
  return undefined;
}

/** The reference backend with its calls changed on the way in, prepared or not. */
function changed(change: (call: AttentionCall) => Partial<AttentionCall>): AttentionBackend {
  const doAttention = async (call: AttentionCall) => reference.doAttention({ ...call, ...change(call) });
  return {
    ...reference,
    doAttention,
    doPrepare: async (memory) => ({
      doAttention: (query: QueryCall) => doAttention({ ...memory, ...query }),
      doDispose() {},
    }),
  };
}

const without = (name: keyof AttentionCall) => changed(() => ({ [name]: undefined }));

function repeatHeads(tensor: Tensor<'float32'>, heads: number): Tensor<'float32'> {
  const [batch, own, length, size] = tensor.shape as [number, number, number, number];
  const data = new Float32Array(batch * heads * length * size);
  const step = length * size;
  for (let head = 0; head < batch * heads; head += 1) {
    const source = Math.floor(head / heads) * own + ((head % heads) % own);
    data.set(tensor.data.subarray(source * step, (source + 1) * step), head * step);
  }
  return { type: 'float32', shape: [batch, heads, length, size], data };
}

let latest: AttentionCall;
const mutants: Record<string, [AttentionBackend, string]> = {
  'ignores the mask': [without('mask'), 'mask'],
  'ignores the padding mask': [without('keyMask'), 'padding mask'],
  'ignores the bias': [without('bias'), 'bias'],
  'ignores key weights': [without('keyWeight'), 'key weight'],
  'ignores softcap': [changed(() => ({ softcap: 0 })), 'softcap'],
  'ignores the scale': [changed(({ query }) => ({ scale: (query.shape[3] || 1) ** -0.5 })), 'scale'],
  'ignores the hook': [without('editWeights'), 'editing weights'],
  'interleaves grouped heads': [
    changed(({ query, key, value }) => {
      const heads = query.shape[1] as number;
      if (heads === 0) return {};
      return {
        key: repeatHeads(key as Tensor<'float32'>, heads),
        value: repeatHeads(value as Tensor<'float32'>, heads),
      };
    }),
    'shapes',
  ],
  'reads whole buffers instead of views': [
    changed(({ query }) => ({
      query: { ...query, data: new Float32Array(query.data.buffer, 0, query.data.length) },
    })),
    'larger buffer',
  ],
  'writes to its inputs': [
    changed(({ query }) => {
      (query.data as Float32Array).fill(0);
      return {};
    }),
    'leaves its inputs',
  ],
  'mixes calls that overlap': [
    {
      ...reference,
      async doAttention(call) {
        latest = call;
        await new Promise((resolve) => setTimeout(resolve));
        return reference.doAttention(latest);
      },
    },
    'keeps calls apart',
  ],
  'multiplies masked values by 0': [
    {
      ...reference,
      async doAttention(call) {
        const result = await reference.doAttention(call);
        const poison = Array.from(floatValues(call.value)).reduce((sum, value) => sum + 0 * value, 0);
        return {
          ...result,
          output: { ...result.output, data: Float32Array.from(result.output.data, (v) => v + poison) },
        };
      },
    },
    'masked out',
  ],
  'gives NaN to rows without keys': [
    {
      ...reference,
      async doAttention(call) {
        const result = await reference.doAttention(call);
        return {
          ...result,
          output: { ...result.output, data: Float32Array.from(result.output.data, (v) => v || Number.NaN) },
        };
      },
    },
    'no keys',
  ],
  'is a little wrong': [
    {
      ...reference,
      async doAttention(call) {
        const result = await reference.doAttention(call);
        return {
          ...result,
          output: { ...result.output, data: Float32Array.from(result.output.data, (v) => v * 1.0001) },
        };
      },
    },
    'shapes',
  ],
};

describe('describeBackendConformance', () => {
  it.each(Object.entries(mutants))('fails a backend that %s', async (_, [backend, among]) => {
    expect(await firstFailure(backend, among)).toBeDefined();
    expect(await firstFailure(reference, among)).toBeUndefined();
  });

  it('fails a backend of another version, and one without the type that is tested', async () => {
    expect(await firstFailure({ ...reference, specificationVersion: 2 as 1 }, 'declares')).toBeDefined();
    const capabilities = { ...reference.capabilities, elementTypes: ['float64'] as const };
    expect(await firstFailure({ ...reference, capabilities }, 'declares')).toBeDefined();
  });

  it('fails a backend whose disposal hurries, or is forgotten', async () => {
    expect(await firstFailure(reference, 'disposal', () => held())).toBeUndefined();
    const hurried = (calls: RunningCalls, free: () => void) => {
      free();
      return calls.close(() => {});
    };
    expect(await firstFailure(reference, 'disposal', () => held(hurried))).toMatch('finishes');
    const forgetful = async (_: RunningCalls, free: () => void) => free();
    expect(await firstFailure(reference, 'disposal', () => held(forgetful))).toBeDefined();
    const twice = (calls: RunningCalls, free: () => void) => calls.close(() => {}).then(free);
    expect(await firstFailure(reference, 'disposal', () => held(twice))).toMatch('once');
  });

  it('accepts a backend without gradient and hook that says so', async () => {
    const { doGradient: _, ...plain } = reference;
    const capabilities = { ...reference.capabilities, editWeights: false };
    expect(await firstFailure({ ...plain, capabilities }, 'gradient')).toBeUndefined();
    expect(await firstFailure({ ...plain, capabilities }, 'editing')).toBeUndefined();
  });
});

/** The reference on something that can be freed once. */
function held(
  dispose = (calls: RunningCalls, free: () => void): Promise<void> => calls.close(free),
): DisposableBackend {
  const calls = new RunningCalls();
  let freed = false;
  const inUse = async <Result>(work: () => Promise<Result>) => {
    await new Promise((resolve) => setTimeout(resolve));
    if (freed) throw new Error('freed');
    return work();
  };
  const end = () =>
    dispose(calls, () => {
      if (freed) throw new Error('freed twice');
      freed = true;
    });
  return {
    ...reference,
    name: 'held',
    doAttention: (call) => inUse(() => reference.doAttention(call)),
    doPrepare: async (call) => ({
      doAttention: (query: QueryCall) => inUse(() => reference.doAttention({ ...call, ...query })),
      doDispose() {},
    }),
    calls,
    dispose: end,
    [Symbol.asyncDispose]: end,
  };
}
