import { basename } from 'node:path';
import { types } from 'node:util';

/** A short name of an input for messages, such as `"photo.jpg"` or `image of 1234 bytes`; never its content. */
export function describeInput(input: unknown): string {
  if (typeof input === 'string') return `"${abbreviate(input)}"`;
  if (input instanceof URL) return `"${abbreviate(input.protocol === 'file:' ? input.pathname : input.href)}"`;
  if (types.isUint8Array(input) || types.isArrayBuffer(input)) return `image of ${input.byteLength} bytes`;
  if (input instanceof Blob) {
    const name: unknown = 'name' in input ? input.name : undefined;
    return typeof name === 'string' && name !== '' ? `"${basename(name)}"` : `blob of ${input.size} bytes`;
  }
  if (typeof input === 'object' && input !== null && 'data' in input) return 'raw pixels';
  return 'image';
}

function abbreviate(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 197)}...`;
}
