import { CheckpointError, type CheckpointErrorCode } from '../errors.js';
import { describeValue, isRecord } from '../json.js';
import { elementCount } from './element-count.js';
import { bytesPerElement, elementTypeByName } from './element-types.js';
import type { TensorEntry } from './header.js';
import { isListOfCounts } from './list-of-counts.js';

/** Checks what a header says about one tensor; the offsets in the result count from the start of the file. */
export function parseTensorEntry(
  name: string,
  value: unknown,
  dataStart: number,
  dataBytes: number,
  source: string,
): TensorEntry {
  const fail = (code: CheckpointErrorCode, message: string): never => {
    throw new CheckpointError(code, `${source}: tensor ${name}: ${message}`);
  };
  if (!isRecord(value)) return fail('invalid-header', `expected an object, came ${describeValue(value)}`);

  const { dtype, shape, data_offsets: offsets } = value;
  const type = typeof dtype === 'string' ? elementTypeByName.get(dtype) : undefined;
  if (type === undefined) {
    const known = [...elementTypeByName.keys()].join(', ');
    return fail('unknown-element-type', `dtype: expected one of ${known}, came ${describeValue(dtype)}`);
  }
  if (!isListOfCounts(shape)) {
    return fail('invalid-header', `shape: expected a list of sizes, came ${describeValue(shape)}`);
  }
  if (!isListOfCounts(offsets) || offsets.length !== 2) {
    return fail('invalid-header', `data_offsets: expected [begin, end], came ${describeValue(offsets)}`);
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end) return fail('offsets-out-of-range', `expected begin <= end, came [${begin}, ${end}]`);
  if (end > dataBytes) {
    return fail('offsets-out-of-range', `expected an end within ${dataBytes} bytes of data, came [${begin}, ${end}]`);
  }
  const count = elementCount(shape);
  const needed = count === undefined ? undefined : count * bytesPerElement[type];
  if (needed !== end - begin) {
    const expected = needed === undefined ? 'more bytes than can be counted' : `${needed} bytes`;
    const message = `expected ${expected} for ${dtype} [${shape.join(', ')}], came offsets over ${end - begin} bytes`;
    return fail('length-mismatch', message);
  }
  return { name, type, shape, offset: dataStart + begin, length: end - begin };
}
