import { stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';

/** Those of the known documents that lie below the folders and are no longer there. */
export async function vanishedDocuments(known: readonly string[], folders: readonly string[]): Promise<string[]> {
  const vanished: string[] = [];
  for (const document of known) {
    if (folders.some((folder) => liesBelow(document, folder)) && (await isGone(document))) vanished.push(document);
  }
  return vanished;
}

function liesBelow(document: string, folder: string): boolean {
  const path = relative(folder, document);
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** A file that may not be looked at is not gone. */
async function isGone(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}
