import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attention } from './attention.js';
import { AttentionError } from './attention-error.js';
import { prepare } from './prepare.js';

type Call = Record<string, unknown>;

const anything = fc.anything({ maxDepth: 1, withBigInt: true, withDate: true, withTypedArray: true });
const names = ['query', 'key', 'value', 'mask', 'bias', 'keyMask', 'keyWeight'] as const;

function validCall(): Call {
  const float = (shape: number[]) => ({
    type: 'float32',
    shape,
    data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
  });
  const bool = (shape: number[]) => ({ ...float(shape), type: 'bool', data: new Uint8Array(float(shape).data.length) });
  return {
    query: float([2, 4, 3, 8]),
    key: float([2, 2, 5, 8]),
    value: float([2, 2, 5, 6]),
    mask: bool([2, 1, 3, 5]),
    bias: float([4, 3, 5]),
    keyMask: bool([2, 5]),
    keyWeight: float([2, 5]),
  };
}

/** Sizes that no tensor of these calls has at any place. */
const wrongSize = fc.oneof(
  fc.integer({ min: 7, max: 7 }),
  fc.integer({ min: 9, max: 2 ** 31 }),
  fc.integer({ max: -1 }),
  fc.double().filter((value) => !Number.isInteger(value)),
  fc.maxSafeInteger().filter((value) => Math.abs(value) > 100),
  anything.filter((value) => typeof value !== 'number'),
);
const notATensor = anything.filter((value) => value !== undefined);
const nameOfTensor = fc.constantFrom(...names);
const tensorOf = (call: Call, name: string) => call[name] as { shape: unknown[]; data: unknown };

/** Each makes a valid call malformed. */
const damage = fc.oneof(
  fc.record({ name: nameOfTensor, value: notATensor }).map(({ name, value }) => (call: Call) => {
    call[name] = value;
  }),
  fc.record({ name: nameOfTensor, axis: fc.nat(3), size: wrongSize }).map(({ name, axis, size }) => (call: Call) => {
    const { shape } = tensorOf(call, name);
    shape[axis % shape.length] = size;
  }),
  fc
    .record({ name: nameOfTensor, shape: fc.array(fc.nat(2 ** 40), { minLength: 5, maxLength: 9 }) })
    .map(({ name, shape }) => (call: Call) => {
      tensorOf(call, name).shape = shape;
    }),
  fc.record({ name: nameOfTensor, data: anything }).map(({ name, data }) => (call: Call) => {
    tensorOf(call, name).data = data;
  }),
  fc.record({ name: nameOfTensor, length: fc.integer({ min: 1, max: 20 }) }).map(({ name, length }) => (call: Call) => {
    const tensor = tensorOf(call, name);
    tensor.data = (tensor.data as Float32Array).subarray(0, -length);
  }),
  fc.record({ name: nameOfTensor }).map(({ name }) => (call: Call) => {
    const { buffer } = tensorOf(call, name).data as Float32Array<ArrayBuffer>;
    structuredClone(buffer, { transfer: [buffer] });
  }),
  fc
    .record({ name: nameOfTensor, type: anything.filter((type) => type !== 'float32' && type !== 'bool') })
    .map(({ name, type }) => (call: Call) => {
      call[name] = { ...tensorOf(call, name), type };
    }),
  fc
    .record({
      name: fc.constantFrom('scale', 'softcap'),
      value: fc.oneof(fc.constantFrom(Number.NaN, 1 / 0, -1 / 0), anything),
    })
    .filter(({ value }) => value !== undefined && !(typeof value === 'number' && Number.isFinite(value)))
    .map(({ name, value }) => (call: Call) => {
      call[name] = value;
    }),
  fc
    .anything()
    .filter((value) => value !== undefined && value !== 1)
    .map((rows) => (call: Call) => {
      call.rows = rows;
    }),
  fc
    .record({ name: fc.constantFrom('returnWeights', 'editWeights', 'memory', 'backend'), value: anything })
    .filter(({ value }) => value !== undefined && typeof value !== 'boolean')
    .map(({ name, value }) => (call: Call) => {
      call[name] = value;
    }),
  fc
    .record({ name: fc.string().filter((name) => !(name in validCall())), value: anything })
    .filter(
      ({ name }) =>
        !['scale', 'softcap', 'rows', 'returnWeights', 'editWeights', 'memory', 'backend', '__proto__'].includes(name),
    )
    .map(({ name, value }) => (call: Call) => {
      call[name] = value;
    }),
  fc.double({ max: -Number.MIN_VALUE, noNaN: true }).map((weight) => (call: Call) => {
    const data = new Float32Array(10).fill(1);
    data[3] = Math.min(weight, -1e-30);
    call.keyWeight = { type: 'float32', shape: [2, 5], data };
  }),
  fc.integer({ min: 2, max: 255 }).map((element) => (call: Call) => {
    call.mask = { type: 'bool', shape: [1], data: Uint8Array.of(element) };
  }),
) as fc.Arbitrary<(call: Call) => void>;

it('10,000 malformed calls: each is refused with an AttentionError that names what is wrong', async () => {
  await fc.assert(
    fc.asyncProperty(damage, async (apply) => {
      const call = validCall();
      apply(call);
      const error = await attention(call as never).then(
        () => 'a result',
        (cause: unknown) => cause,
      );
      expect(error).toBeInstanceOf(AttentionError);
      expect((error as AttentionError).message).toMatch(/^\S.*: .+/s);
    }),
    { numRuns: 10_000 },
  );
});

it('a memory that has seen a call answers and refuses the next one as a new memory does', async () => {
  const { key, value } = validCall();
  const input = { key, value, backend: 'reference' } as never;
  const outcome = (call: Call, memory: unknown) =>
    attention({ ...call, memory, rows: call.rows ?? 1 } as never).then(
      ({ output }) => output,
      ({ code, message }: AttentionError) => ({ code, message }),
    );
  const plain = fc.boolean();
  await using known = await prepare(input);
  await fc.assert(
    fc.asyncProperty(damage, plain, async (apply, withoutPairs) => {
      const { query: first } = validCall();
      await attention({ query: first, memory: known, rows: 1 } as never);
      await using fresh = await prepare(input);
      const call = validCall();
      apply(call);
      for (const name of ['key', 'value', 'keyMask', 'keyWeight', 'memory', 'backend']) delete call[name];
      if (withoutPairs) for (const name of ['mask', 'bias']) delete call[name];
      expect(await outcome(call, known)).toEqual(await outcome(call, fresh));
    }),
    { numRuns: 2000 },
  );
});

it('anything at all is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (input) => {
      await expect(attention(input as never)).rejects.toBeInstanceOf(AttentionError);
    }),
  );
});
