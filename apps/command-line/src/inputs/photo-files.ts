import { extname } from 'node:path';

/** File names that stand for photos, also those of formats that turn out to be unsupported: they fail by name, not in silence. */
const photoExtensions = new Set(
  '.jpg .jpeg .jpe .jfif .png .webp .avif .tif .tiff .gif .heic .heif .jxl .bmp'.split(' '),
);

/** Whether a name that a folder or a pattern brought up is a photo's. */
export function isPhotoFile(path: string): boolean {
  return photoExtensions.has(extname(path).toLowerCase());
}
