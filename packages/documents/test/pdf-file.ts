import { Buffer } from 'node:buffer';

/** A line of a page: where it begins (points from the lower left), its size, and its letters as WinAnsi. */
export interface PdfLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

export interface PdfFileOptions {
  readonly title?: string;
  /** Entries of the trailer, such as `/Encrypt << … >>`. */
  readonly trailer?: string;
  /** A map from codes to Unicode, as the text of a CMap stream. */
  readonly toUnicode?: string;
}

/** The bytes of a small PDF, one page for each list of lines, written by hand so that every part of it is known. */
export function pdfFile(pages: readonly (readonly PdfLine[])[], options: PdfFileOptions = {}): Uint8Array {
  const { title, trailer = '', toUnicode } = options;
  const first = 5;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding${
      toUnicode === undefined ? '' : ` /ToUnicode ${first + pages.length * 2} 0 R`
    } >>`,
    `<< ${title === undefined ? '' : `/Title (${title})`} >>`,
    ...pages.flatMap((lines, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >> /Contents ${first + index * 2 + 1} 0 R >>`,
      stream(lines.map(drawn).join('\n')),
    ]),
    ...(toUnicode === undefined ? [] : [stream(toUnicode)]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${table}${end}`, 'latin1');
}

function drawn({ text, x = 50, y, size = 10 }: PdfLine): string {
  const escaped = text.replace(/[\\()]/g, '\\$&');
  return `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
}

function stream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** Lines of one paragraph, from the top of a page downwards. */
export function paragraph(lines: readonly string[], { x = 50, y = 700, step = 12 } = {}): PdfLine[] {
  return lines.map((text, index) => ({ text, x, y: y - index * step }));
}
