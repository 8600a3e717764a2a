import type { RawPixels } from './raw-pixels.js';

/**
 * An image as a caller may hand it over: the path of a file, the URL object of a file (`file:`), the bytes of a file,
 * a Blob or File, or raw pixels. Bytes and pixels are read where they lie: they must not change before the call has settled.
 */
export type ImageInput = string | URL | Uint8Array | ArrayBuffer | Blob | RawPixels;
