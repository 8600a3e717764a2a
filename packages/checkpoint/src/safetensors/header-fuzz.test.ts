import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileWith } from '../../test/broken-file.js';
import { CheckpointError, encodeSafetensors, parseSafetensors, type Safetensors } from '../index.js';

/** Every byte of an accepted file belongs to the length field, the header or exactly one tensor of the right length. */
function expectTruth(bytes: Uint8Array, file: Safetensors): void {
  const width = { float64: 8, float32: 4, float16: 2, bfloat16: 2, int64: 8, int32: 4, int8: 1, uint8: 1, bool: 1 };
  const owners = new Uint8Array(bytes.length);
  owners.fill(1, 0, 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)));
  for (const name of file.names()) {
    const weight = file.get(name);
    if (weight === undefined || !('bytes' in weight.location)) throw new Error(`${name} has no bytes`);
    const data = weight.location.bytes;
    expect(data.length).toBe(weight.shape.reduce((product, size) => product * size, 1) * width[weight.type]);
    const start = data.byteOffset - bytes.byteOffset;
    for (let index = start; index < start + data.length; index++) owners[index] = (owners[index] ?? 0) + 1;
  }
  expect(owners.every((count) => count === 1)).toBe(true);
}

/** Parses, and lets nothing pass but the truth or an error of our own. */
function parseOrRefuse(bytes: Uint8Array): void {
  let file: Safetensors;
  try {
    file = parseSafetensors(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(CheckpointError);
    return;
  }
  expectTruth(bytes, file);
}

const dtype = fc.oneof(fc.constantFrom('F64', 'F32', 'F16', 'BF16', 'I64', 'I32', 'I8', 'U8', 'BOOL'), fc.jsonValue());
const number = fc.oneof(fc.nat(12), fc.integer(), fc.double(), fc.constantFrom(-0, 2 ** 53, 2 ** 32));
const entry = fc.oneof(
  fc.record(
    { dtype, shape: fc.array(number, { maxLength: 3 }), data_offsets: fc.array(number, { maxLength: 3 }) },
    { requiredKeys: [] },
  ),
  fc.record({ dtype: fc.constant('U8'), shape: fc.tuple(fc.nat(4)), data_offsets: fc.tuple(fc.nat(8), fc.nat(8)) }),
  fc.jsonValue(),
);

describe('parseSafetensors', () => {
  it('accepts what is true and refuses the rest, for headers of any kind', () => {
    const header = fc.dictionary(
      fc.oneof(fc.string({ maxLength: 3 }), fc.constantFrom('__metadata__', '__proto__')),
      entry,
      { maxKeys: 3 },
    );
    fc.assert(
      fc.property(header, fc.nat(16), (json, dataBytes) => parseOrRefuse(fileWith(json, dataBytes))),
      { numRuns: 1500 },
    );
  });

  it('accepts what is true and refuses the rest, for bytes of any kind', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), parseOrRefuse), { numRuns: 1000 });
    fc.assert(
      fc.property(fc.string(), fc.nat(8), (text, dataBytes) => parseOrRefuse(fileWith(text, dataBytes))),
      { numRuns: 1000 },
    );
  });

  it('accepts what is true and refuses the rest, for a good file with some bytes changed or cut off', () => {
    const good = encodeSafetensors({
      weight: { type: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) },
      bias: { type: 'float16', shape: [2], data: Uint16Array.of(1, 2) },
      empty: { type: 'int64', shape: [0, 3], data: new BigInt64Array(0) },
    });
    const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: good.length }), fc.boolean(), (bytes, length, cut) => {
        const changed = good.slice(0, cut ? length : good.length);
        for (const [index, value] of bytes) if (index < changed.length) changed[index] = value;
        parseOrRefuse(changed);
      }),
      { numRuns: 1500 },
    );
  });

  it('reads back whatever was encoded', async () => {
    const tensor = fc.array(fc.nat(3), { maxLength: 3 }).chain((shape) => {
      const length = shape.reduce((product, size) => product * size, 1);
      const exactly = { minLength: length, maxLength: length };
      return fc.oneof(
        fc.float32Array(exactly).map((data) => ({ type: 'float32' as const, shape, data })),
        fc.float64Array(exactly).map((data) => ({ type: 'float64' as const, shape, data })),
        fc.uint16Array(exactly).map((data) => ({ type: 'bfloat16' as const, shape, data })),
        fc.int8Array(exactly).map((data) => ({ type: 'int8' as const, shape, data })),
        fc.int32Array(exactly).map((data) => ({ type: 'int32' as const, shape, data })),
        fc.bigInt64Array(exactly).map((data) => ({ type: 'int64' as const, shape, data })),
      );
    });
    const name = fc.string().filter((text) => text !== '__metadata__' && text !== '__proto__');
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, tensor, { maxKeys: 5 }),
        fc.dictionary(name, fc.string()),
        async (tensors, metadata) => {
          const file = parseSafetensors(encodeSafetensors(tensors, { metadata }));
          expect(file.metadata).toEqual(new Map(Object.entries(metadata)));
          expect(file.names().toSorted()).toEqual(Object.keys(tensors).toSorted());
          for (const [key, expected] of Object.entries(tensors)) expect(await file.read(key)).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});
