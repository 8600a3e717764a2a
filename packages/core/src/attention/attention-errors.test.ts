import { describe, expect, it } from 'vitest';
import { attention } from './attention.js';
import { AttentionError } from './attention-error.js';
import { attentionGradient } from './attention-gradient.js';
import { prepare } from './prepare.js';

const float = (shape: number[], type: 'float32' | 'float64' = 'float32') => {
  const count = shape.reduce((product, size) => product * size, 1);
  return { type, shape, data: type === 'float32' ? new Float32Array(count) : new Float64Array(count) };
};
const bool = (shape: number[], value = 1) => {
  const count = shape.reduce((product, size) => product * size, 1);
  return { type: 'bool', shape, data: new Uint8Array(count).fill(value) };
};
const valid = { query: float([2, 4, 3, 8]), key: float([2, 2, 5, 8]), value: float([2, 2, 5, 6]) };

function detached() {
  const data = new Float32Array(2 * 2 * 5 * 8);
  structuredClone(data, { transfer: [data.buffer] });
  return { type: 'float32', shape: [2, 2, 5, 8], data };
}

const emptyDetached = () => ({ ...detached(), shape: [2, 2, 0, 8] });

const refusals: readonly (readonly [string, unknown, string])[] = [
  ['invalid-option', undefined, 'expected an object'],
  ['missing-tensor', { query: valid.query, value: valid.value }, 'key: expected a tensor [B, Hkv, N, D], got none'],
  ['invalid-tensor', { ...valid, key: 'words' }, 'key: expected a tensor { type, shape, data }, got "words"'],
  ['invalid-tensor', { ...valid, key: null }, 'got null'],
  [
    'invalid-type',
    { ...valid, key: { ...valid.key, type: 'int8' } },
    'expected type float64, float32, float16, got "int8"',
  ],
  ['invalid-type', { ...valid, key: { ...valid.key, type: Symbol('x') } }, 'got Symbol(x)'],
  ['invalid-type', { ...valid, mask: float([3, 5]) }, 'mask: expected type bool, got "float32"'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: [2, 5, 16] } }, 'got 3 dimensions [2, 5, 16]'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: '2,2,5,8' } }, 'as an array'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: [2, 2, 5, -8] } }, 'got -8 in [2, 2, 5, -8]'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: [2, 2, 2.5, 16] } }, 'got 2.5'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: [2, 2, Number.NaN, 8] } }, 'got NaN'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: [2, 2, 5n, 8] } }, 'got 5n'],
  ['invalid-shape', { ...valid, key: { ...valid.key, shape: Array(4) } }, 'got undefined'],
  ['size-too-large', { ...valid, key: { ...valid.key, shape: [2 ** 40, 2 ** 40, 5, 8] } }, 'more elements than can be'],
  ['size-too-large', { ...valid, key: { ...valid.key, shape: [2 ** 60, 0, 5, 8] } }, 'more elements than can be'],
  ['data-mismatch', { ...valid, key: { ...valid.key, shape: [2, 2, 6, 8] } }, 'needs 192 elements, the data has 160'],
  [
    'data-mismatch',
    { ...valid, key: { ...valid.key, data: new Float64Array(160) } },
    'expected a Float32Array for type float32, got a Float64Array',
  ],
  ['data-mismatch', { ...valid, key: { ...valid.key, data: Array(160).fill(0) } }, 'got an array of 160'],
  ['detached-buffer', { ...valid, key: detached() }, 'key: its buffer is detached'],
  ['detached-buffer', { ...valid, key: emptyDetached(), value: float([2, 2, 0, 6]) }, 'key: its buffer is detached'],
  [
    'type-mismatch',
    { ...valid, value: float([2, 2, 5, 6], 'float64') },
    'value: expected type float32 as key has, got float64',
  ],
  ['type-mismatch', { ...valid, query: float([2, 4, 3, 8], 'float64') }, 'query: expected type float32'],
  ['invalid-type', { ...valid, bias: float([3, 5], 'float64') }, 'bias: expected type float32, got "float64"'],
  ['batch-mismatch', { ...valid, value: float([1, 2, 5, 6]) }, 'value: expected the 2 batches of the key'],
  ['head-mismatch', { ...valid, value: float([2, 4, 5, 6]) }, 'value: expected the 2 heads'],
  ['length-mismatch', { ...valid, value: float([2, 2, 4, 6]) }, 'value: expected the 5 positions'],
  [
    'batch-mismatch',
    { ...valid, query: float([6, 4, 3, 8]) },
    'expected 2 batches (2 of the key x 1 rows), got 6; where several',
  ],
  ['batch-mismatch', { ...valid, rows: 3 }, 'expected 6 batches'],
  ['head-mismatch', { ...valid, query: float([2, 3, 3, 8]) }, "multiple of the key's 2 heads, got 3"],
  [
    'head-mismatch',
    { query: float([2, 3, 3, 8]), key: float([2, 0, 5, 8]), value: float([2, 0, 5, 8]) },
    "the key's 0 heads",
  ],
  ['head-size-mismatch', { ...valid, query: float([2, 4, 3, 4]) }, "the key's head size 8, got 4"],
  ['broadcast-mismatch', { ...valid, mask: bool([2, 5]) }, 'a padding mask [B, N] belongs in keyMask'],
  ['broadcast-mismatch', { ...valid, mask: bool([4]) }, '[B x R, Hq, M, N] = [2, 4, 3, 5], got [4]'],
  ['broadcast-mismatch', { ...valid, mask: bool([2, 4, 0, 5]) }, 'mask: expected'],
  ['broadcast-mismatch', { ...valid, bias: float([4, 3, 6]) }, 'bias: expected'],
  ['broadcast-mismatch', { ...valid, bias: float([2, 5]) }, '[B x R, Hq, M, N] = [2, 4, 3, 5], got [2, 5]$'],
  [
    'broadcast-mismatch',
    { ...valid, keyMask: bool([3, 5]) },
    'keyMask: expected a shape that broadcasts to [B, N] = [2, 5]',
  ],
  ['broadcast-mismatch', { ...valid, keyWeight: float([2, 4]) }, 'keyWeight: expected'],
  ['invalid-tensor', { ...valid, mask: bool([5], 2) }, 'expected elements 0 (false) or 1 (true), got 2'],
  ['invalid-tensor', { ...valid, keyMask: bool([5], 255) }, 'got 255'],
  [
    'invalid-key-weight',
    { ...valid, keyWeight: { ...float([1]), data: Float32Array.of(-1) } },
    'got -1 for key 0 of batch 0',
  ],
  ['invalid-key-weight', { ...valid, keyWeight: { ...float([1]), data: Float32Array.of(Number.NaN) } }, 'got NaN'],
  [
    'invalid-key-weight',
    { ...valid, keyWeight: { ...float([1]), data: Float32Array.of(Number.POSITIVE_INFINITY) } },
    'got Infinity',
  ],
  ['invalid-option', { ...valid, scale: Number.NaN }, 'scale: expected a finite number, got NaN'],
  ['invalid-option', { ...valid, scale: '1' }, 'scale: expected a finite number, got "1"'],
  ['invalid-option', { ...valid, softcap: -1 }, 'softcap: expected a finite number of 0 or more, got -1'],
  ['invalid-option', { ...valid, softcap: Number.POSITIVE_INFINITY }, 'softcap'],
  ['invalid-option', { ...valid, scale: 1e39 }, 'scale: expected a finite number that float32 can hold, got 1e+39'],
  ['invalid-option', { ...valid, scale: -1e39 }, 'that float32 can hold, got -1e+39'],
  ['invalid-option', { ...valid, softcap: 1e300 }, 'of 0 or more that float32 can hold, got 1e+300'],
  ['invalid-option', { ...valid, softcap: 1e-46 }, 'that float32 can hold, got 1e-46'],
  ['invalid-option', { ...valid, rows: 0 }, 'rows: expected a whole number of 1 or more, got 0'],
  ['invalid-option', { ...valid, rows: 1.5 }, 'rows'],
  ['invalid-option', { ...valid, returnWeights: 1 }, 'returnWeights: expected true or false, got 1'],
  ['invalid-option', { ...valid, editWeights: true }, 'editWeights: expected a function, got true'],
  ['unknown-option', { ...valid, causal: true }, 'unknown option "causal"; known are query, key'],
  ['invalid-tensor', { query: valid.query, memory: {} }, 'memory: expected what prepare() returned'],
  [
    'size-too-large',
    {
      query: float([0, 4, 3, 8]),
      key: float([0, 2, 5, 8]),
      value: { ...float([0, 2, 5, 0]), shape: [0, 2, 5, 2 ** 60] },
    },
    'value',
  ],
  [
    'size-too-large',
    { query: float([1, 1, 1, 8]), key: float([1, 1, 0, 8]), value: { ...float([0]), shape: [1, 1, 0, 2 ** 40] } },
    'output: the result',
  ],
];

describe('attention refuses', () => {
  it.each(refusals)('with %s %#', async (code, input, message) => {
    const error = await attention(input as never).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(AttentionError);
    const { message: text } = error as AttentionError;
    expect(error).toMatchObject({ code });
    // A dollar stands for the end.
    expect(`${text}$`).toContain(message);
  });

  it('what a prepared memory already decides', async () => {
    const memory = await prepare({ key: float([2, 2, 5, 8]), value: float([2, 2, 5, 6]) } as never);
    const { query } = valid;
    const other = { ...memory.backend, name: 'other' };
    for (const [code, options] of [
      ['conflicting-inputs', { key: valid.key }],
      ['conflicting-inputs', { keyMask: bool([5]) }],
      ['backend-mismatch', { backend: 'cpu' }],
      ['backend-mismatch', { backend: other }],
      ['head-size-mismatch', { query: float([2, 4, 3, 4]) }],
    ])
      await expect(attention({ query, memory, ...(options as object) } as never)).rejects.toMatchObject({ code });
    expect((await attention({ query, memory, backend: 'reference' } as never)).output.shape).toEqual([2, 4, 3, 6]);
  });

  it('a hook on a backend that cannot edit, also with a prepared memory', async () => {
    const plain = await prepare(valid as never).catch((error) => error);
    expect(plain).toMatchObject({ code: 'unknown-option', message: expect.stringContaining('"query"') });
    const { query, ...memory } = valid;
    const prepared = await prepare(memory as never);
    const backend = { ...prepared.backend, capabilities: { ...prepared.backend.capabilities, editWeights: false } };
    const without = await prepare({ ...memory, backend } as never);
    await expect(attention({ query, memory: without, editWeights() {} } as never)).rejects.toMatchObject({
      code: 'unsupported-by-backend',
    });
  });
});

describe('prepare refuses', () => {
  const { query: _, ...memory } = valid;

  it.each(['int4', 8, null])('the precision %j', async (precision) => {
    await expect(prepare({ ...memory, precision } as never)).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining("expected 'full' or 'int8'"),
    });
  });

  it('a precision that the backend does not have', async () => {
    await expect(prepare({ ...memory, backend: 'reference', precision: 'int8' } as never)).rejects.toMatchObject({
      code: 'unsupported-by-backend',
      message: 'backend reference: it keeps memories in precision full, not int8',
    });
    const full = await prepare({ ...memory, precision: 'full' } as never);
    expect(full.precision).toBe('full');
  });
});

describe('attentionGradient refuses', () => {
  it.each([
    ['missing-tensor', {}],
    ['batch-mismatch', { outputGradient: float([1, 4, 3, 6]) }],
    ['head-mismatch', { outputGradient: float([2, 2, 3, 6]) }],
    ['length-mismatch', { outputGradient: float([2, 4, 5, 6]) }],
    ['head-size-mismatch', { outputGradient: float([2, 4, 3, 8]) }],
    ['type-mismatch', { outputGradient: float([2, 4, 3, 6], 'float64') }],
    ['unknown-option', { outputGradient: float([2, 4, 3, 6]), returnWeights: true }],
  ])('with %s %#', async (code, options) => {
    await expect(attentionGradient({ ...valid, ...options } as never)).rejects.toMatchObject({ code });
  });
});
