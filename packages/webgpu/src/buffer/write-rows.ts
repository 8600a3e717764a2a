type Elements = Float32Array | Uint16Array;

/** Bytes that are padded on the way at once. */
const pieceBytes = 2 ** 20;

/** Bytes of one row of `size` elements on the device: whole vectors of four, at least one. */
export function rowBytes(data: Elements, size: number): number {
  return vectors(size) * 4 * data.BYTES_PER_ELEMENT;
}

/** Vectors of four that hold so many elements; at least one, so that kernels need no case for none. */
export function vectors(size: number): number {
  return Math.max(1, Math.ceil(size / 4));
}

/** Copies rows into a buffer, each padded with zeros to whole vectors of four. */
export function writeRows(
  queue: GPUQueue,
  buffer: GPUBuffer,
  bufferRow: number,
  source: { readonly data: Elements; readonly size: number; readonly firstRow: number; readonly rows: number },
): void {
  const { data, size, firstRow, rows } = source;
  const bytes = rowBytes(data, size);
  if (size > 0 && size % 4 === 0) {
    const part = data.subarray(firstRow * size, (firstRow + rows) * size);
    queue.writeBuffer(buffer, bufferRow * bytes, part as Float32Array<ArrayBuffer>);
    return;
  }
  const padded = vectors(size) * 4;
  const rowsOfPiece = Math.max(1, Math.min(rows, Math.floor(pieceBytes / bytes)));
  const Piece = data.constructor as new (length: number) => Float32Array<ArrayBuffer>;
  const piece = new Piece(rowsOfPiece * padded);
  for (let done = 0; done < rows; done += rowsOfPiece) {
    const count = Math.min(rowsOfPiece, rows - done);
    for (let row = 0; row < count; row += 1) {
      const start = (firstRow + done + row) * size;
      piece.set(data.subarray(start, start + size), row * padded);
    }
    queue.writeBuffer(buffer, (bufferRow + done) * bytes, piece, 0, count * padded);
  }
}
