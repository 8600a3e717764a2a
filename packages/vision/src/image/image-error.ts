import { CrossattnError } from '@crossattn/core';

/**
 * Why an image could not be used.
 *
 * - `invalid-input`: not one of the kinds of input that are accepted
 * - `invalid-option`: an option outside its range
 * - `invalid-pixels`: raw pixels whose size, channels and data do not agree
 * - `remote-url`: an address on the network; nothing is ever fetched
 * - `file-not-found`, `not-a-file` (a folder, a device), `file-unreadable`
 * - `empty-image`: no bytes at all
 * - `unsupported-format`: bytes that start like none of the supported formats
 * - `corrupt-image`: a supported format, damaged or cut short
 * - `image-too-large`: more pixels than `maxPixels`
 * - `decoder-unavailable`: sharp could not be loaded on this machine
 */
export type ImageErrorCode =
  | 'invalid-input'
  | 'invalid-option'
  | 'invalid-pixels'
  | 'remote-url'
  | 'file-not-found'
  | 'not-a-file'
  | 'file-unreadable'
  | 'empty-image'
  | 'unsupported-format'
  | 'corrupt-image'
  | 'image-too-large'
  | 'decoder-unavailable';

/** An image that could not be read, decoded or used; `cause` holds the error of the file system or of the decoder. */
export class ImageError extends CrossattnError<ImageErrorCode> {
  override readonly name = 'ImageError';
}
