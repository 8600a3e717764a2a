/** A format that is decoded. */
export type ImageFormat = 'JPEG' | 'PNG' | 'WebP' | 'AVIF' | 'TIFF' | 'GIF';

/** The names of all supported formats, for messages. */
export const supportedFormats: readonly ImageFormat[] = ['JPEG', 'PNG', 'WebP', 'AVIF', 'TIFF', 'GIF'];

/** How many leading bytes decide about the format. */
const signatureLength = 64;

/** The format that the leading bytes announce, or `undefined` where it is none of the supported ones. */
export function identifyFormat(bytes: Uint8Array): ImageFormat | undefined {
  const start = leadingText(bytes);
  if (start.startsWith('\xff\xd8\xff')) return 'JPEG';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG';
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'WebP';
  if (brands(start).some((brand) => brand === 'avif' || brand === 'avis')) return 'AVIF';
  if (['II*\0', 'II+\0', 'MM\0*', 'MM\0+'].some((magic) => start.startsWith(magic))) return 'TIFF';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'GIF';
  return undefined;
}

/** What bytes of an unsupported format look like, for a message. */
export function guessContent(bytes: Uint8Array): string {
  const start = leadingText(bytes);
  if (/^(\xef\xbb\xbf)?\s*<(!doctype )?html/i.test(start)) return 'a web page';
  if (/^(\xef\xbb\xbf)?\s*<(svg|\?xml|!--|!doctype svg)/i.test(start)) return 'an SVG or XML document';
  if (start.startsWith('%PDF-')) return 'a PDF document';
  if (brands(start).some((brand) => /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/.test(brand))) return 'a HEIC image';
  if (brands(start).length > 0) return 'a video';
  if (start.startsWith('\xff\x0a') || start.startsWith('JXL ', 4)) return 'a JPEG XL image';
  if (start.startsWith('jP  ', 4)) return 'a JPEG 2000 image';
  if (start.startsWith('BM')) return 'a BMP image';
  if (start.startsWith('8BPS')) return 'a Photoshop document';
  return bytes.subarray(0, signatureLength).every(isText) ? 'text' : 'something else';
}

function leadingText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, signatureLength)).toString('latin1');
}

/** The brands of an ISO base media file (ISO/IEC 14496-12, box `ftyp`): the major one and the compatible ones. */
function brands(start: string): string[] {
  if (!start.startsWith('ftyp', 4)) return [];
  const boxLength = Buffer.from(start, 'latin1').readUInt32BE(0);
  const list = start.slice(8, Math.min(boxLength, start.length)).match(/.{4}/gs) ?? [];
  return list.filter((_, index) => index !== 1);
}

function isText(byte: number): boolean {
  return byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
