/** What is looked at: the beginning tells enough. */
const sampleLength = 2 ** 16;

/** Zeros, or more than one control character in fifty: no text in an encoding that keeps ASCII. */
export function looksLikeBinary(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return true;
  const sample = bytes.subarray(0, sampleLength);
  return share(sample, isControl) > 0.02;
}

/** Letters beyond ASCII are the exception, as in Western European languages and unlike in Russian or Japanese. */
export function looksLikeWestern(bytes: Uint8Array): boolean {
  let high = 0;
  let letters = 0;
  for (const byte of bytes.subarray(0, sampleLength)) {
    if (byte >= 0x80) high += 1;
    else if ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)) letters += 1;
  }
  return high * 3 <= letters;
}

/** Of the zeros of UTF-16, those in the other byte: of signs such as U+2500, U+4E00 and U+1F600. */
const rare = 1 / 32;

/** UTF-16 without a mark: one byte of most pairs is zero, nearly always the same one, and never both. */
export function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const sample = bytes.subarray(0, sampleLength);
  const zeros: [number, number] = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 1 && sample[index - 1] === 0) return undefined;
    zeros[index % 2 === 0 ? 0 : 1] += 1;
  }
  const [even, odd] = zeros;
  const many = sample.length / 8;
  if (odd > many && even <= odd * rare) return 'utf-16le';
  if (even > many && odd <= even * rare) return 'utf-16be';
  return undefined;
}

function share(bytes: Uint8Array, test: (byte: number) => boolean): number {
  let count = 0;
  for (const byte of bytes) if (test(byte)) count += 1;
  return count / bytes.length;
}

function isControl(byte: number): boolean {
  const white = byte >= 0x09 && byte <= 0x0d;
  const escapeCode = byte === 0x1b;
  return (byte < 0x20 && !white && !escapeCode) || byte === 0x7f;
}
