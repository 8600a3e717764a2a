import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that is odd, and the code that it is skipped with; none where it can be read. */
export interface OddDocument {
  readonly name: string;
  readonly code?: string;
}

/** Files that cannot be read, or only with care. */
export function writeOddDocuments(folder: string): OddDocument[] {
  mkdirSync(folder, { recursive: true });
  const written: OddDocument[] = [];
  const write = (name: string, content: string | Uint8Array, code?: string) => {
    writeFileSync(join(folder, name), content);
    written.push({ name, ...(code !== undefined && { code }) });
  };
  write('encrypted.pdf', encryptedPdf, 'encrypted-pdf');
  write('broken.pdf', '%PDF-1.7\nthis is where the page should be', 'broken-pdf');
  write('empty.txt', '', 'empty-file');
  write('blank.md', ' \n\t\n', 'no-text');
  write(
    'program.txt',
    Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256),
    'binary-file',
  );
  write('latin.txt', Buffer.from('Der Fluss heißt Überlauf. Die Brücke ist grün.\n', 'latin1'));
  write('sixteen.txt', Buffer.from('\uFEFFThe kettle was made by Otto Brandt in 1911.\n', 'utf16le'));
  write('cherokee.txt', 'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᏣᎳᎩ.\n');
  write("robert'); DROP TABLE passages; --.txt", 'The table was built by Robert Lindqvist of Uppsala.\n');
  write('<img src=x onerror=alert(1)>.md', '# <script>alert(2)</script>\n\nThe kiln was fired by Maria Tesfaye.\n');
  return written;
}

/** A page behind a password that is not the empty one. */
const encryptedPdf = pdfOf([
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
  `<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`,
]);

function pdfOf(objects: readonly string[]): string {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `<< /Size ${size} /Root 1 0 R /Encrypt ${objects.length} 0 R /ID [<01> <01>] >>`;
  return `${text}trailer\n${trailer}\nstartxref\n${table}\n%%EOF\n`;
}
