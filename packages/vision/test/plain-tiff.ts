const header = 8;
const fieldLength = 12;
const short = 3;
const long = 4;

/**
 * An uncompressed TIFF of 4 x 4 pixels with any number of 8-bit channels (TIFF 6.0, section 2), which encoders will not
 * write.
 *
 * @param photometric - 1 = grey, 2 = RGB, 5 = inks
 */
export function plainTiff(photometric: 1 | 2 | 5, channels: number): Buffer {
  const data = Buffer.alloc(16 * channels, 120);
  const colours = { 1: 1, 2: 3, 5: 4 }[photometric];
  const bits = Buffer.concat(Array.from({ length: channels }, () => Buffer.from([8, 0])));
  const extra = Buffer.alloc(2 * (channels - colours));
  const fieldCount = extra.length > 0 ? 11 : 10;
  const bitsAt = header + 2 + fieldCount * fieldLength + 4;
  const extraAt = bitsAt + bits.length;
  const dataAt = extraAt + extra.length;
  const directory = Buffer.alloc(2 + fieldCount * fieldLength + 4);
  directory.writeUInt16LE(fieldCount);
  let at = 2;
  const field = (tag: number, type: number, value: number, count = 1) => {
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
    at += fieldLength;
  };
  const shorts = (tag: number, bytes: Buffer, offset: number) =>
    field(
      tag,
      short,
      bytes.length <= 4 ? Buffer.concat([bytes, Buffer.alloc(4)]).readUInt32LE() : offset,
      bytes.length / 2,
    );
  field(256, short, 4);
  field(257, short, 4);
  shorts(258, bits, bitsAt);
  field(259, short, 1);
  field(262, short, photometric);
  field(273, long, dataAt);
  field(277, short, channels);
  field(278, short, 4);
  field(279, long, data.length);
  field(284, short, 1);
  if (extra.length > 0) shorts(338, extra, extraAt);
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), directory, bits, extra, data]);
}
