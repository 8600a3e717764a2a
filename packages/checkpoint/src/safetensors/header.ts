import type { ElementType } from '@crossattn/core';
import { CheckpointError, type CheckpointErrorCode } from '../errors.js';
import { describeValue, isRecord, type JsonRecord } from '../json.js';
import { duplicateKey } from './duplicate-key.js';
import { parseTensorEntry } from './tensor-entry.js';

/** Bytes of the field in front of the header that holds the header's length. */
export const lengthFieldBytes = 8;

/** The longest header that is read, in bytes: the limit of the format's reference implementation. */
const maximumHeaderBytes = 100_000_000;

/** One tensor of a safetensors file, as its header describes it. */
export interface TensorEntry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** First byte, counted from the start of the file. */
  readonly offset: number;
  /** Number of bytes. */
  readonly length: number;
}

/** A safetensors header that has passed every check. */
export interface SafetensorsHeader {
  /** Free text by key, from `__metadata__`. */
  readonly metadata: ReadonlyMap<string, string>;
  /** By name, in the order of the data. */
  readonly tensors: ReadonlyMap<string, TensorEntry>;
}

/**
 * Reads the length field and checks it against the limit and the file.
 *
 * @param field - the first 8 bytes of the file, or fewer where the file is shorter.
 * @param fileBytes - length of the whole file.
 * @param source - what the file is called in an error.
 */
export function headerLength(field: Uint8Array, fileBytes: number, source: string): number {
  if (field.length < lengthFieldBytes) {
    const came = fileBytes === 0 ? 'an empty file' : `${fileBytes} bytes`;
    throw new CheckpointError('truncated', `${source}: expected at least ${lengthFieldBytes} bytes, came ${came}`);
  }
  const length = new DataView(field.buffer, field.byteOffset).getBigUint64(0, true);
  if (length > BigInt(maximumHeaderBytes)) {
    throw new CheckpointError(
      'header-too-long',
      `${source}: expected a header of at most ${maximumHeaderBytes} bytes, came a length field of ${length}; is this a safetensors file?`,
    );
  }
  if (length > BigInt(fileBytes - lengthFieldBytes)) {
    throw new CheckpointError(
      'truncated',
      `${source}: expected a header of ${length} bytes, came a file of ${fileBytes} bytes in all`,
    );
  }
  return Number(length);
}

/**
 * Parses a safetensors header and checks it against the length of the file: valid JSON without duplicate keys, known
 * element types, shapes that agree with offsets, and data that is covered exactly once.
 *
 * @param bytes - the header without its length field.
 * @param fileBytes - length of the whole file.
 * @param source - what the file is called in an error.
 * @see https://huggingface.co/docs/safetensors/index#format
 */
export function parseHeader(bytes: Uint8Array, fileBytes: number, source: string): SafetensorsHeader {
  const { __metadata__: metadata, ...entries } = parseJson(bytes, source);
  const dataStart = lengthFieldBytes + bytes.length;
  const tensors = Object.entries(entries)
    .map(([name, value]) => parseTensorEntry(name, value, dataStart, fileBytes - dataStart, source))
    .sort((one, other) => one.offset - other.offset || one.length - other.length);
  checkCoverage(tensors, dataStart, fileBytes, source);
  return { metadata: parseMetadata(metadata, source), tensors: new Map(tensors.map((entry) => [entry.name, entry])) };
}

function parseJson(bytes: Uint8Array, source: string): JsonRecord {
  if (bytes[0] !== 0x7b) throw invalid(source, `expected a header that begins with "{", came ${firstByte(bytes)}`);
  let text: string;
  let header: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    header = JSON.parse(text);
  } catch (cause) {
    throw new CheckpointError('invalid-header', `${source}: expected a header of JSON in UTF-8, came neither`, {
      cause,
    });
  }
  if (!isRecord(header))
    throw invalid(source, `expected a header that is a JSON object, came ${describeValue(header)}`);
  const twice = duplicateKey(text);
  if (twice !== undefined) throw invalid(source, `expected each key once, came ${describeValue(twice)} twice`);
  return header;
}

function firstByte(bytes: Uint8Array): string {
  return bytes[0] === undefined ? 'an empty header' : `byte 0x${bytes[0].toString(16).padStart(2, '0')}`;
}

function parseMetadata(metadata: unknown, source: string): ReadonlyMap<string, string> {
  if (metadata === undefined) return new Map();
  if (!isRecord(metadata)) {
    throw invalid(source, `__metadata__: expected an object of strings, came ${describeValue(metadata)}`);
  }
  const entries = Object.entries(metadata).map(([key, value]): [string, string] => {
    if (typeof value === 'string') return [key, value];
    throw invalid(source, `__metadata__.${key}: expected a string, came ${describeValue(value)}`);
  });
  return new Map(entries);
}

function checkCoverage(tensors: readonly TensorEntry[], dataStart: number, fileBytes: number, source: string): void {
  let covered = dataStart;
  let previous = 'the header';
  for (const { name, offset, length } of tensors) {
    if (offset < covered) {
      throw new CheckpointError('offsets-overlap', `${source}: tensor ${name} begins inside the data of ${previous}`);
    }
    if (offset > covered) throw unused(source, offset - covered, `between ${previous} and tensor ${name}`);
    covered = offset + length;
    previous = `tensor ${name}`;
  }
  if (covered < fileBytes) throw unused(source, fileBytes - covered, `after ${previous}`);
}

function unused(source: string, count: number, where: string): CheckpointError {
  return failure('unused-bytes', source, `expected data without gaps, came ${count} bytes ${where}`);
}

function invalid(source: string, message: string): CheckpointError {
  return failure('invalid-header', source, message);
}

function failure(code: CheckpointErrorCode, source: string, message: string): CheckpointError {
  return new CheckpointError(code, `${source}: ${message}`);
}
