import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createReferenceBackend } from '../reference/reference-backend.js';
import { attention } from './attention.js';
import { prepare } from './prepare.js';

const query = { type: 'float32', shape: [1, 1, 1, 2], data: Float32Array.of(1, 2) } as const;
const key = { type: 'float32', shape: [1, 1, 3, 2], data: Float32Array.of(1, 0, 0, 1, 1, 1) } as const;
const value = { type: 'float32', shape: [1, 1, 3, 1], data: Float32Array.of(10, 20, 30) } as const;
type Elements = Float32Array | Uint8Array;

/** The classes and memory of the arrays that a backend is given. */
function recording() {
  const reference = createReferenceBackend();
  const seen: { data: Elements }[] = [];
  const backend = {
    ...reference,
    doAttention: async (call: Parameters<typeof reference.doAttention>[0]) => {
      for (const tensor of [call.query, call.key, call.value, call.mask]) if (tensor) seen.push(tensor as never);
      return reference.doAttention(call);
    },
  };
  return { backend, seen };
}

const inSharedMemory = <Array extends Elements>(data: Array): Array => {
  const view = new (data.constructor as new (buffer: SharedArrayBuffer) => Array)(
    new SharedArrayBuffer(data.byteLength),
  );
  view.set(data);
  return view;
};
const ofAnotherRealm = <Array extends Elements>(data: Array): Array =>
  runInNewContext(`${data.constructor.name}.from(data)`, { data });
class OwnArray extends Float32Array {}

it.each([
  ['shared memory', inSharedMemory],
  ['another realm', ofAnotherRealm],
  ['a subclass', (data: Elements) => (data instanceof Float32Array ? new OwnArray(data) : Buffer.from(data)) as never],
])('arrays of %s reach a backend as plain ones', async (_, make) => {
  const { backend, seen } = recording();
  const mask = { type: 'bool', shape: [3], data: make(Uint8Array.of(1, 0, 1)) } as const;
  const odd = { query: { ...query, data: make(query.data) }, key: { ...key, data: make(key.data) }, value };
  const { output } = await attention({ ...odd, mask, backend });
  const plain = { type: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) } as const;
  expect(output).toEqual((await attention({ query, key, value, mask: plain })).output);
  expect(seen).toHaveLength(4);
  for (const { data } of seen) {
    expect([Float32Array.prototype, Uint8Array.prototype]).toContain(Object.getPrototypeOf(data));
    expect(Object.prototype.toString.call(data.buffer)).toBe('[object ArrayBuffer]');
  }
});

it('a repeated call to a prepared memory takes them too', async () => {
  const reference = createReferenceBackend();
  const given: unknown[] = [];
  const backend = {
    ...reference,
    async doPrepare(call: Parameters<typeof reference.doPrepare>[0]) {
      const prepared = await reference.doPrepare(call);
      const doAttention: typeof prepared.doAttention = (query) => {
        given.push(query.query.data.buffer);
        return prepared.doAttention(query);
      };
      return { ...prepared, doAttention };
    },
  };
  await using memory = await prepare({ key, value, backend });
  const { output } = await attention({ query, memory });
  for (const data of [query.data, inSharedMemory(query.data)])
    expect((await attention({ query: { ...query, data }, memory })).output).toEqual(output);
  expect(given).toHaveLength(3);
  for (const buffer of given) expect(buffer).toBeInstanceOf(ArrayBuffer);
});

it('a key weight of 0 leaves a Buffer of the padding mask as it is', async () => {
  const data = Buffer.from([1, 0, 1]);
  const keyMask = { type: 'bool', shape: [1, 3], data } as const;
  const keyWeight = { type: 'float32', shape: [3], data: Float32Array.of(0, 1, 1) } as const;
  await attention({ query, key, value, keyMask, keyWeight });
  expect([...data]).toEqual([1, 0, 1]);
});
