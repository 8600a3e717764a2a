import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { samplePhoto } from './shared.js';

/** A file that a person may hand over as a photo. */
export interface OddPhoto {
  readonly path: string;
  /** The code of the error that it must give; absent where it must work. */
  readonly code?: string;
}

/**
 * Writes photos that cannot be used, each with the code of its error, and some that are odd and must work: one pixel,
 * and an animation.
 */
export function writeOddPhotos(folder: string): OddPhoto[] {
  mkdirSync(join(folder, 'a folder'), { recursive: true });
  const write = (name: string, content: Uint8Array | string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const cat = readFileSync(samplePhoto('cat.jpg'));
  return [
    { path: join(folder, 'missing.jpg'), code: 'file-not-found' },
    { path: write('one pixel.png', png(1, 1, new Uint8Array([200, 90, 30]))) },
    { path: write('empty.jpg', ''), code: 'empty-image' },
    { path: write('text.jpg', 'Dear photo, you are a text.\n'), code: 'unsupported-format' },
    { path: write('animated.gif', animatedGif()) },
    { path: write('truncated.jpg', cat.subarray(0, cat.length / 2)), code: 'corrupt-image' },
    { path: write('huge.png', png(30_000, 30_000)), code: 'image-too-large' },
    { path: write('external.svg', externalSvg), code: 'unsupported-format' },
    { path: join(folder, 'a folder'), code: 'not-a-file' },
  ];
}

const externalSvg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
<image xlink:href="http://127.0.0.1:9/secret.png" width="9" height="9"/></svg>\n`;

/** An RGB image; without pixels it only announces its size. */
function png(width: number, height: number, pixels?: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * (pixels ? height : 1));
  if (pixels) rows.set(pixels, 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Two frames of one pixel, red and then blue. */
function animatedGif(): Buffer {
  const screen = [1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255];
  const frame = (code: number) => [
    ...[0x21, 0xf9, 4, 0, 10, 0, 0, 0],
    ...[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0],
    ...[2, 2, code, 1, 0],
  ];
  return Buffer.from([...Buffer.from('GIF89a'), ...screen, ...frame(0x44), ...frame(0x4c), 0x3b]);
}
