import { describe, expect, it } from 'vitest';
import { bytesEntry, fileWith } from '../../test/broken-file.js';
import { CheckpointError, type CheckpointErrorCode, parseSafetensors } from '../index.js';

function refusal(bytes: Uint8Array): CheckpointError {
  try {
    parseSafetensors(bytes, 'lying.safetensors');
  } catch (error) {
    expect(error).toBeInstanceOf(CheckpointError);
    return error as CheckpointError;
  }
  throw new Error('a lying header was accepted');
}

const floats = (shape: unknown, data_offsets: unknown) => ({ a: { dtype: 'F32', shape, data_offsets } });

const lies: [title: string, bytes: Uint8Array, code: CheckpointErrorCode, message: RegExp][] = [
  ['an empty file', new Uint8Array(0), 'truncated', /at least 8 bytes, came an empty file/],
  ['7 bytes', new Uint8Array(7), 'truncated', /at least 8 bytes, came 7 bytes/],
  ['a length field of 0', new Uint8Array(8), 'invalid-header', /begins with "\{", came an empty header/],
  ['a length beyond the file', fileWith('{}', 0, 100n), 'truncated', /header of 100 bytes, came a file of 10 bytes/],
  ['a length one beyond the file', fileWith('{}', 0, 3n), 'truncated', /header of 3 bytes/],
  ['a length beyond the limit', fileWith('{}', 0, 100_000_001n), 'header-too-long', /at most 100000000 bytes/],
  ['the longest length', fileWith('{}', 0, 2n ** 64n - 1n), 'header-too-long', /18446744073709551615/],
  ['a header that is a list', fileWith('[]'), 'invalid-header', /begins with "\{", came byte 0x5b/],
  ['white space in front', fileWith(' {}'), 'invalid-header', /came byte 0x20/],
  ['broken JSON', fileWith('{"a":'), 'invalid-header', /JSON in UTF-8/],
  ['something after the JSON', fileWith('{}x'), 'invalid-header', /JSON in UTF-8/],
  ['broken UTF-8', fileWith('{"a":1}').fill(0xff, 10, 11), 'invalid-header', /JSON in UTF-8/],
  [
    'a tensor twice',
    fileWith(
      '{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}',
      2,
    ),
    'invalid-header',
    /each key once, came "a" twice/,
  ],
  [
    'a tensor twice, once in escapes',
    fileWith(
      '{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
    ),
    'invalid-header',
    /each key once, came "a" twice/,
  ],
  [
    'a field twice',
    fileWith('{"a":{"dtype":"U8","shape":[1],"shape":[0],"data_offsets":[0,0]}}'),
    'invalid-header',
    /each key once, came "shape" twice/,
  ],
  ['metadata that is no object', fileWith({ __metadata__: [] }), 'invalid-header', /__metadata__: expected an object/],
  ['metadata that is no text', fileWith({ __metadata__: { a: 1 } }), 'invalid-header', /__metadata__\.a: .* came 1/],
  ['a tensor that is no object', fileWith({ a: 5 }), 'invalid-header', /tensor a: expected an object, came 5/],
  ['no dtype', fileWith({ a: { shape: [], data_offsets: [0, 0] } }), 'unknown-element-type', /came nothing/],
  [
    'a dtype of its own',
    fileWith({ a: { ...bytesEntry(0, 1), dtype: 'F3' } }, 1),
    'unknown-element-type',
    /F64, .* came "F3"/,
  ],
  [
    'a dtype of the prototype',
    fileWith({ a: { ...bytesEntry(0, 1), dtype: 'constructor' } }, 1),
    'unknown-element-type',
    /came "constructor"/,
  ],
  ['no shape', fileWith(floats(undefined, [0, 4]), 4), 'invalid-header', /tensor a: shape: .* came nothing/],
  ['a negative size', fileWith(floats([-1], [0, 4]), 4), 'invalid-header', /shape: .* came \[-1\]/],
  ['a broken size', fileWith(floats([1.5], [0, 4]), 4), 'invalid-header', /shape: .* came \[1.5\]/],
  ['a size as text', fileWith(floats(['1'], [0, 4]), 4), 'invalid-header', /shape: .* came \["1"\]/],
  ['a size beyond exact numbers', fileWith(floats([2 ** 53], [0, 4]), 4), 'invalid-header', /shape/],
  ['no offsets', fileWith(floats([1], undefined), 4), 'invalid-header', /data_offsets: .* came nothing/],
  ['three offsets', fileWith(floats([1], [0, 4, 8]), 8), 'invalid-header', /data_offsets: expected \[begin, end\]/],
  ['a negative offset', fileWith(floats([1], [-4, 0]), 4), 'invalid-header', /data_offsets/],
  ['an end before its begin', fileWith(floats([1], [4, 0]), 4), 'offsets-out-of-range', /begin <= end, came \[4, 0\]/],
  [
    'an end beyond the data',
    fileWith(floats([2], [0, 8]), 4),
    'offsets-out-of-range',
    /within 4 bytes of data, came \[0, 8\]/,
  ],
  [
    'fewer bytes than the shape needs',
    fileWith(floats([2], [0, 4]), 4),
    'length-mismatch',
    /8 bytes for F32 \[2\], came offsets over 4 bytes/,
  ],
  ['more bytes than the shape needs', fileWith(floats([], [0, 8]), 8), 'length-mismatch', /4 bytes for F32 \[\]/],
  [
    'a shape whose product overflows',
    fileWith(floats([2 ** 31, 2 ** 31, 2 ** 31], [0, 0]), 0),
    'length-mismatch',
    /more bytes than can be counted/,
  ],
  [
    'overlapping tensors',
    fileWith({ a: bytesEntry(0, 4), b: bytesEntry(3, 6) }, 6),
    'offsets-overlap',
    /tensor b begins inside the data of tensor a/,
  ],
  [
    'the same data twice',
    fileWith({ a: bytesEntry(0, 4), b: bytesEntry(0, 4) }, 4),
    'offsets-overlap',
    /begins inside/,
  ],
  ['a hole in front', fileWith({ a: bytesEntry(1, 4) }, 4), 'unused-bytes', /1 bytes between the header and tensor a/],
  [
    'a hole between tensors',
    fileWith({ a: bytesEntry(0, 2), b: bytesEntry(3, 4) }, 4),
    'unused-bytes',
    /1 bytes between tensor a and tensor b/,
  ],
  ['bytes after the last tensor', fileWith({ a: bytesEntry(0, 2) }, 5), 'unused-bytes', /3 bytes after tensor a/],
  ['bytes without tensors', fileWith({}, 5), 'unused-bytes', /5 bytes after the header/],
];

describe('a safetensors header is refused for', () => {
  it.each(lies)('%s', (_, bytes, code, message) => {
    const error = refusal(bytes);
    expect({ code: error.code, message: error.message }).toEqual({ code, message: expect.stringMatching(message) });
    expect(error.message).toContain('lying.safetensors: ');
  });
});

describe('a safetensors header is accepted with', () => {
  it.each([
    ['no tensors', fileWith({})],
    ['white space at its end', fileWith('{}   ')],
    ['an empty tensor between others', fileWith({ a: bytesEntry(0, 2), b: bytesEntry(2, 2), c: bytesEntry(2, 3) }, 3)],
    ['names of the prototype', fileWith('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1)],
    ['fields that are not known', fileWith({ a: { ...bytesEntry(0, 1), comment: 'x' } }, 1)],
  ])('%s', (_, bytes) => {
    const { __metadata__, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(8)).replace(/\0+$/, ''));
    expect(parseSafetensors(bytes).names().toSorted()).toEqual(Object.keys(header).toSorted());
  });

  it('a scalar', async () => {
    const file = parseSafetensors(fileWith(floats([], [0, 4]), Uint8Array.of(0, 0, 0x80, 0x3f)));
    expect(await file.read('a')).toEqual({ type: 'float32', shape: [], data: Float32Array.of(1) });
  });
});
