import type { HeatColour } from '../colour/heat-colours.js';
import { adler32, crc32 } from './checksums.js';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const longestStoredBlock = 0xffff;

/** An image whose pixels are steps of a palette. */
export interface IndexedImage {
  readonly width: number;
  readonly height: number;
  /** `height x width` */
  readonly steps: Uint8Array;
  /** At most 256 colours. */
  readonly palette: readonly HeatColour[];
}

/** The image as a PNG file, not compressed: it needs no library, in a browser too. */
export function indexedPng({ width, height, steps, palette }: IndexedImage): Uint8Array {
  const header = [...bigEndian(width), ...bigEndian(height), 8, 3, 0, 0, 0];
  const scanlines = new Uint8Array(height * (width + 1));
  for (let row = 0; row < height; row++) {
    scanlines.set(steps.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  return joined([
    signature,
    chunk('IHDR', header),
    chunk(
      'PLTE',
      palette.flatMap((colour) => colour.slice(0, 3)),
    ),
    chunk(
      'tRNS',
      palette.map(([, , , alpha]) => alpha),
    ),
    chunk('IDAT', stored(scanlines)),
    chunk('IEND', []),
  ]);
}

/** A zlib stream of blocks that are stored as they are (RFC 1951, 3.2.4). */
function stored(bytes: Uint8Array): Uint8Array {
  const blocks: ArrayLike<number>[] = [[0x78, 0x01]];
  for (let start = 0; start < bytes.length; start += longestStoredBlock) {
    const block = bytes.subarray(start, start + longestStoredBlock);
    const last = start + longestStoredBlock >= bytes.length ? 1 : 0;
    const { length } = block;
    blocks.push([last, length & 0xff, length >>> 8, ~length & 0xff, (~length >>> 8) & 0xff], block);
  }
  return joined([...blocks, bigEndian(adler32(bytes))]);
}

function chunk(type: string, data: ArrayLike<number>): Uint8Array {
  const body = joined([[...type].map((letter) => letter.charCodeAt(0)), data]);
  return joined([bigEndian(data.length), body, bigEndian(crc32(body))]);
}

function bigEndian(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}
