import { afterEach, describe, expect, it, vi } from 'vitest';
import { attention } from '../attention/attention.js';
import { createReferenceBackend } from '../reference/reference-backend.js';
import type { AttentionBackend, BackendProvider } from './backend.js';
import { describeBackends, registerBackend } from './registered-backends.js';

const reference = createReferenceBackend();
const undo: (() => void)[] = [];
afterEach(() => {
  for (const unregister of undo.splice(0)) unregister();
});

function register(name: string, priority: number, parts: Partial<BackendProvider> = {}) {
  const create = vi.fn(async (): Promise<AttentionBackend> => ({ ...reference, name }));
  undo.push(registerBackend({ name, priority, create, availability: async () => ({ available: true }), ...parts }));
  return create;
}

const shape = [1, 1, 1, 1];
const tensor = { type: 'float32', shape, data: Float32Array.of(1) } as const;
const input = { query: tensor, key: tensor, value: tensor };

describe('the choice of a backend', () => {
  it('is reference where nothing else is registered', async () => {
    expect(await describeBackends()).toEqual([
      {
        name: 'reference',
        priority: 0,
        chosen: true,
        explanation: 'chosen: the highest priority that is available (plain TypeScript, float64 inside)',
      },
    ]);
  });

  it('takes the highest priority, creates it once, and loads nothing else', async () => {
    const [low, high] = [register('low', 5), register('high', 6)];
    await attention(input);
    await attention(input);
    expect(high).toHaveBeenCalledTimes(1);
    expect(low).not.toHaveBeenCalled();
    expect((await describeBackends()).map(({ name, explanation }) => [name, explanation])).toEqual([
      ['high', 'chosen: the highest priority that is available'],
      ['low', 'available, but of lower priority'],
      ['reference', 'available, but of lower priority (plain TypeScript, float64 inside)'],
    ]);
  });

  it('takes one that is worth less on this machine after those that are worth more', async () => {
    const emulated = { available: true, detail: 'an emulated GPU', priority: 3 } as const;
    const [fast, middle, slow] = [register('fast', 9), register('middle', 4), register('slow', 2)];
    undo.shift()?.();
    const gpu = register('gpu', 8, { availability: async () => emulated });
    expect((await describeBackends()).map(({ name, priority, chosen }) => [name, priority, chosen])).toEqual([
      ['middle', 4, true],
      ['gpu', 3, false],
      ['slow', 2, false],
      ['reference', 0, false],
    ]);
    await attention(input);
    expect(middle).toHaveBeenCalledTimes(1);
    for (const other of [fast, slow, gpu]) expect(other).not.toHaveBeenCalled();
    await attention({ ...input, backend: 'gpu' });
    expect(gpu).toHaveBeenCalledTimes(1);
  });

  it('passes over what is not available, cannot be created or lacks a capability, and says why', async () => {
    register('absent', 9, { availability: async () => ({ available: false, reason: 'no adapter' }) });
    register('unsure', 8, { availability: () => Promise.reject(new Error('probe failed')) });
    register('broken', 7, { create: () => Promise.reject(new Error('no library')) });
    const half = { elementTypes: ['float16'] as const, editWeights: false };
    register('half', 6, { create: async () => ({ ...reference, name: 'half', capabilities: half }) });
    register('future', 5, { create: async () => ({ ...reference, specificationVersion: 2 as 1 }) });
    expect((await attention(input)).output.data).toEqual(Float32Array.of(1));
    const descriptions = await describeBackends({ elementType: 'float32' });
    expect(descriptions.map(({ name, chosen, explanation }) => [name, chosen, explanation])).toEqual([
      ['absent', false, 'not available: no adapter'],
      ['unsure', false, 'not available: its availability could not be found out: probe failed'],
      ['broken', false, 'backend broken could not be created: no library'],
      ['half', false, 'it computes float16, not float32'],
      ['future', false, expect.stringContaining('expected specificationVersion 1, got 2')],
      ['reference', true, expect.stringContaining('chosen')],
    ]);
  });

  it('finds a backend by its name', async () => {
    const low = register('low', -1);
    await attention({ ...input, backend: 'low' });
    expect(low).toHaveBeenCalledTimes(1);
    await expect(attention({ ...input, backend: 'nowhere' })).rejects.toMatchObject({
      code: 'unknown-backend',
      message: expect.stringContaining('expected one of reference, low, got "nowhere"'),
    });
  });

  it('gives the reason of a named backend that cannot be had', async () => {
    const cause = new Error('no library');
    register('absent', 9, { availability: async () => ({ available: false, reason: 'no adapter' }) });
    register('broken', 8, { create: () => Promise.reject(cause) });
    await expect(attention({ ...input, backend: 'absent' })).rejects.toMatchObject({ code: 'backend-unavailable' });
    await expect(attention({ ...input, backend: 'broken' })).rejects.toMatchObject({
      code: 'backend-unavailable',
      cause,
    });
  });

  it('refuses a second backend of the same name, until the first is taken out', () => {
    register('twice', 1);
    expect(() => register('twice', 2)).toThrow(expect.objectContaining({ code: 'duplicate-backend' }));
    undo.pop()?.();
    expect(() => register('twice', 2)).not.toThrow();
  });
});

describe('registerBackend refuses', () => {
  const provider = {
    name: 'x',
    priority: 1,
    create: async () => reference,
    availability: async () => ({ available: true }),
  };
  it.each([
    ['expected { name, priority, availability, create }, got undefined', undefined],
    ['expected { name, priority, availability, create }, got null', null],
    ['got a function', () => provider],
    ['got an object', reference],
    ['expected a number as its priority, got undefined', { ...provider, priority: undefined }],
    ['expected a number as its priority, got NaN', { ...provider, priority: Number.NaN }],
  ])('what is no provider: %s', (message, value) => {
    const code = 'invalid-backend';
    const refusal = expect.objectContaining({ code, message: expect.stringContaining(message) });
    expect(() => registerBackend(value as never)).toThrow(refusal);
  });

  it('at its first use a provider that makes a backend of another name, or says nothing of its availability', async () => {
    register('one', 9, { create: async () => ({ ...reference, name: 'another' }) });
    register('silent', 8, { availability: async () => undefined as never });
    const code = 'invalid-backend';
    const message = 'backend "another": expected the name "one" of its provider';
    await expect(attention({ ...input, backend: 'one' })).rejects.toMatchObject({ code, message });
    expect((await describeBackends()).map(({ explanation }) => explanation)).toEqual([
      message,
      'not available: its provider says neither true nor false but undefined',
      expect.stringContaining('chosen'),
    ]);
  });
});

describe('describeBackends refuses', () => {
  it.each([
    ['invalid-option', null],
    ['unknown-option', { elementTypes: 'float64' }],
    ['invalid-type', { elementType: 'float8' }],
    ['invalid-option', { gradient: 1 }],
    ['invalid-option', { precision: 'int4' }],
  ])('needs that it does not know: %s %j', async (code, needs) => {
    await expect(describeBackends(needs as never)).rejects.toMatchObject({ code });
  });
});

describe('a backend that is brought', () => {
  it.each([
    ['a promise: await the backend', Promise.resolve(reference)],
    ['a provider: register it, and give its name', { name: 'x', priority: 1, create() {}, availability() {} }],
    ['an object', {}],
  ])('is told from %s', async (what, backend) => {
    await expect(attention({ ...input, backend: backend as never })).rejects.toMatchObject({
      code: 'invalid-backend',
      message: `backend: expected a backend or a name, got ${what}`,
    });
  });

  it.each([
    ['unsupported-specification', { ...reference, specificationVersion: 2 }],
    ['invalid-backend', {}],
    ['invalid-backend', { ...reference, doAttention: undefined }],
    ['invalid-backend', 7],
    ['unsupported-by-backend', { ...reference, capabilities: { elementTypes: ['float64'], editWeights: true } }],
  ])('is refused with %s', async (code, backend) => {
    await expect(attention({ ...input, backend: backend as never })).rejects.toMatchObject({ code });
  });

  it('fails with its cause', async () => {
    const failing = (cause: unknown) => ({ ...reference, doAttention: () => Promise.reject(cause) });
    const cause = new Error('lost');
    await expect(attention({ ...input, backend: failing(cause) })).rejects.toMatchObject({
      code: 'backend-failed',
      cause,
    });
    const noMemory = new RangeError('Array buffer allocation failed');
    await expect(attention({ ...input, backend: failing(noMemory) })).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  it('fails where its result has another shape, type or length than asked for', async () => {
    for (const output of [
      { ...tensor, shape: [1] },
      { ...tensor, shape: [1, 1, 1, 2] },
      { ...tensor, type: 'float64' },
      undefined,
    ]) {
      const backend = { ...reference, doAttention: async () => ({ output: output as never }) };
      await expect(attention({ ...input, backend })).rejects.toMatchObject({ code: 'backend-failed' });
    }
    const forgetful = { ...reference, doAttention: async () => ({ output: tensor }) };
    await expect(attention({ ...input, backend: forgetful, returnWeights: true })).rejects.toThrow('weights: expected');
  });
});
