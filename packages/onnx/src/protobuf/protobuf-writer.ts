const varintType = 0;
const lengthDelimitedType = 2;
const fixed32Type = 5;

/** Writes one protobuf message (https://protobuf.dev/programming-guides/encoding). Large byte fields are copied once, at the end. */
export class ProtobufWriter {
  readonly #chunks: Uint8Array[] = [];
  #pending: number[] = [];
  #flushedLength = 0;

  get length(): number {
    return this.#flushedLength + this.#pending.length;
  }

  /** A signed 64-bit integer; negative values take ten bytes. */
  integer(field: number, value: number | bigint): this {
    this.#tag(field, varintType);
    this.#varint(value);
    return this;
  }

  float(field: number, value: number): this {
    this.#tag(field, fixed32Type);
    this.#pending.push(...new Uint8Array(new Float32Array([value]).buffer));
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  bytes(field: number, value: Uint8Array): this {
    this.#tag(field, lengthDelimitedType);
    this.#varint(value.byteLength);
    this.#append(value);
    return this;
  }

  message(field: number, write: (writer: ProtobufWriter) => void): this {
    const nested = new ProtobufWriter();
    write(nested);
    nested.#flush();
    this.#tag(field, lengthDelimitedType);
    this.#varint(nested.#flushedLength);
    for (const chunk of nested.#chunks) this.#append(chunk);
    return this;
  }

  finish(): Uint8Array {
    this.#flush();
    const result = new Uint8Array(this.#flushedLength);
    let offset = 0;
    for (const chunk of this.#chunks) {
      result.set(chunk, offset);
      offset += chunk.byteLength;
    }
    return result;
  }

  #tag(field: number, wireType: number): void {
    this.#varint(field * 8 + wireType);
  }

  #varint(value: number | bigint): void {
    if (typeof value === 'number' && value >= 0 && value < 2 ** 31) {
      let rest = value;
      while (rest > 127) {
        this.#pending.push((rest & 127) | 128);
        rest >>>= 7;
      }
      this.#pending.push(rest);
      return;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    while (rest > 127n) {
      this.#pending.push(Number(rest & 127n) | 128);
      rest >>= 7n;
    }
    this.#pending.push(Number(rest));
  }

  #append(bytes: Uint8Array): void {
    if (bytes.byteLength < 256) {
      for (const byte of bytes) this.#pending.push(byte);
      return;
    }
    this.#flush();
    this.#chunks.push(bytes);
    this.#flushedLength += bytes.byteLength;
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    this.#chunks.push(Uint8Array.from(this.#pending));
    this.#flushedLength += this.#pending.length;
    this.#pending = [];
  }
}
