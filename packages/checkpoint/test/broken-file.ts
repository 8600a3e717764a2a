/** A tensor entry as a header writes it. */
export type Entry = { readonly dtype: unknown; readonly shape: unknown; readonly data_offsets: unknown };

/** The bytes of a file with this header, whether or not it tells the truth. */
export function fileWith(header: string | object, data: Uint8Array | number = 0, lengthField?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const body = typeof data === 'number' ? new Uint8Array(data) : data;
  const bytes = new Uint8Array(8 + text.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, lengthField ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(body, 8 + text.length);
  return bytes;
}

/** An entry of bytes between two offsets. */
export function bytesEntry(begin: number, end: number): Entry {
  return { dtype: 'U8', shape: [end - begin], data_offsets: [begin, end] };
}
