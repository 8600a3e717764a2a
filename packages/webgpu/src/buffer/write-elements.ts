type Elements = Float32Array | Uint16Array | Uint8Array;

/** Bytes of `count` elements on the device, where every size is a multiple of 4 bytes. */
export function paddedBytes(data: Elements, count: number): number {
  return Math.ceil((count * data.BYTES_PER_ELEMENT) / 4) * 4;
}

/** Copies `data[start, end)` to the beginning of a buffer. */
export function writeElements(queue: GPUQueue, buffer: GPUBuffer, data: Elements, start: number, end: number): void {
  const perWord = 4 / data.BYTES_PER_ELEMENT;
  const whole = Math.floor((end - start) / perWord) * perWord;
  if (whole > 0) queue.writeBuffer(buffer, 0, data.subarray(start, start + whole) as Uint8Array<ArrayBuffer>);
  if (start + whole === end) return;
  const Tail = data.constructor as new (length: number) => Uint8Array<ArrayBuffer>;
  const tail = new Tail(perWord);
  tail.set(data.subarray(start + whole, end));
  queue.writeBuffer(buffer, whole * data.BYTES_PER_ELEMENT, tail);
}
