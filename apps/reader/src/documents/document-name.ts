import { isAbsolute, relative, sep } from 'node:path';

/** A document as a person calls it: its path from the current folder where it lies below, or else as the store has it. */
export function documentName(document: string): string {
  if (!isAbsolute(document)) return document;
  const path = relative(process.cwd(), document);
  return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? document : path;
}
