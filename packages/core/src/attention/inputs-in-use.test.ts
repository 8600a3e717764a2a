import { describe, expect, it } from 'vitest';
import { createReferenceBackend } from '../reference/reference-backend.js';
import { attention } from './attention.js';
import { attentionGradient } from './attention-gradient.js';
import { prepare } from './prepare.js';

const reference = createReferenceBackend();

function tensors() {
  const tensor = (...shape: [number, number, number, number]) =>
    ({ type: 'float32', shape, data: new Float32Array(shape.reduce((a, b) => a * b)).fill(1) }) as const;
  return { query: tensor(1, 2, 3, 4), key: tensor(1, 2, 5, 4), value: tensor(1, 2, 5, 6) };
}

function detach({ data }: { readonly data: Float32Array<ArrayBuffer> }) {
  structuredClone(data.buffer, { transfer: [data.buffer] });
}

const lost = (name: string) => ({
  code: 'detached-buffer',
  message: `${name}: its buffer was detached or resized while the call ran; inputs must stay as they are until it ends`,
});

describe('an array that is detached while a call runs is an error, whatever the backend makes of it', () => {
  it.each(['query', 'key', 'value'] as const)('the %s of attention', async (name) => {
    const input = tensors();
    const running = attention({ ...input, backend: reference });
    detach(input[name]);
    await expect(running).rejects.toMatchObject(lost(name));
  });

  it('where the backend fails by it, with its error as the cause', async () => {
    const cause = new TypeError('Cannot perform Construct on a detached ArrayBuffer');
    const { query, ...rest } = tensors();
    const backend = { ...reference, doAttention: async () => Promise.reject(cause) };
    const running = attention({ query, ...rest, backend });
    detach(query);
    await expect(running).rejects.toMatchObject({ ...lost('query'), cause });
  });

  it('of a query to a prepared memory, and of what is prepared', async () => {
    const { query, key, value } = tensors();
    await using memory = await prepare({ key, value, backend: reference });
    const running = attention({ query, memory });
    detach(query);
    await expect(running).rejects.toMatchObject(lost('query'));
    const preparing = prepare({ key, value, backend: reference });
    detach(value);
    await expect(preparing).rejects.toMatchObject(lost('value'));
  });

  it('of a gradient', async () => {
    const { query, key, value } = tensors();
    const outputGradient = { ...value, shape: [1, 2, 3, 6], data: new Float32Array(36) };
    const running = attentionGradient({ query, key, value, outputGradient, backend: reference });
    detach(outputGradient);
    await expect(running).rejects.toMatchObject(lost('outputGradient'));
  });

  it('and so is a view of a buffer that shrinks', async () => {
    const input = tensors();
    const Resizable = ArrayBuffer as unknown as new (
      bytes: number,
      options: { maxByteLength: number },
    ) => ArrayBuffer & { resize(bytes: number): void };
    const buffer = new Resizable(96, { maxByteLength: 96 });
    const running = attention({
      ...input,
      query: { ...input.query, data: new Float32Array(buffer) },
      backend: reference,
    });
    buffer.resize(8);
    await expect(running).rejects.toMatchObject(lost('query'));
  });
});

it('a memory of the reference whose arrays were detached gives an error and no NaN', async () => {
  const { query, key, value } = tensors();
  await using memory = await prepare({ key, value, backend: reference });
  detach(key);
  await expect(attention({ query, memory })).rejects.toMatchObject({
    code: 'detached-buffer',
    message: expect.stringContaining('key: its buffer was detached'),
  });
});

describe('a hook that fails is told apart from a backend that fails', () => {
  it('where it throws', async () => {
    const cause = new Error('no such word');
    const editWeights = () => Promise.reject(cause);
    await expect(attention({ ...tensors(), backend: reference, editWeights })).rejects.toMatchObject({
      code: 'hook-failed',
      message: 'editWeights: the hook failed: no such word',
      cause,
    });
  });

  it('where it gives the weights away', async () => {
    const editWeights = (weights: { readonly data: Float32Array | Float64Array }) =>
      detach(weights as { readonly data: Float32Array<ArrayBuffer> });
    await expect(attention({ ...tensors(), backend: reference, editWeights })).rejects.toMatchObject({
      code: 'hook-failed',
      message: 'editWeights: expected the weights in their array, got it detached',
    });
  });
});
