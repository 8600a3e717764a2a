import { extname } from 'node:path';

/** A format that is read. */
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'pdf';

const formats: ReadonlyMap<string, DocumentFormat> = new Map([
  ['.txt', 'text'],
  ['.text', 'text'],
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xhtml', 'html'],
  ['.pdf', 'pdf'],
]);

/** The formats that are read, for messages. */
export const knownFormats: readonly DocumentFormat[] = [...new Set(formats.values())];

/** The extensions that are read, for messages. */
export const knownExtensions = [...formats.keys()].join(', ');

/** The format that a file's name promises, whatever the case of its letters; undefined where it promises none. */
export function formatOf(path: string): DocumentFormat | undefined {
  return formats.get(extname(path).toLowerCase());
}
