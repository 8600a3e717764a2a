import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DocumentError } from '../document/document-error.js';
import { formatOf, knownExtensions } from '../document/document-format.js';
import { fileError } from '../file/file-error.js';

/** What a walk meets: a file to read, or something that it passes over. */
export interface FoundFile {
  readonly path: string;
  readonly obstacle?: DocumentError;
}

/** Folders and files that nobody means when they name the folder above. */
const passedOver = /^(?:\.|node_modules$)/;

/**
 * Files below the paths, in the order of the paths and sorted by name within folders. Each file and folder comes once,
 * however many paths and links lead to it, so that links in a circle end.
 */
export async function listFiles(paths: readonly string[], signal: AbortSignal | undefined): Promise<FoundFile[]> {
  const lister = new FileLister(signal);
  for (const path of paths) await lister.list(resolve(path));
  return lister.found;
}

class FileLister {
  readonly found: FoundFile[] = [];
  readonly #seen = new Set<string>();
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** A path that a person gave: hidden or not, it is meant; a folder without a document is worth a word. */
  async list(path: string): Promise<void> {
    const leads = await this.#visit(path);
    if (leads || this.found.at(-1)?.path === path) return;
    const message = `${path} holds no document; known are ${knownExtensions}`;
    this.found.push({ path, obstacle: new DocumentError('no-documents', message) });
  }

  /** Whether the path leads to a document, to one that has been met before, or to an obstacle that is told. */
  async #visit(path: string): Promise<boolean> {
    this.#signal?.throwIfAborted();
    try {
      const real = await realpath(path);
      if (this.#seen.has(real)) return true;
      this.#seen.add(real);
      const status = await stat(real);
      if (status.isDirectory()) return await this.#visitFolder(path);
      this.found.push(fileAt(path));
      return formatOf(path) !== undefined;
    } catch (error) {
      this.#signal?.throwIfAborted();
      this.found.push({ path, obstacle: fileError(error, path) });
      return true;
    }
  }

  async #visitFolder(folder: string): Promise<boolean> {
    const names = (await readdir(folder)).filter((name) => !passedOver.test(name)).sort();
    let leads = false;
    for (const name of names) leads = (await this.#visit(join(folder, name))) || leads;
    return leads;
  }
}

function fileAt(path: string): FoundFile {
  if (formatOf(path) !== undefined) return { path };
  const message = `${path} is of no known format; known are ${knownExtensions}`;
  return { path, obstacle: new DocumentError('unsupported-format', message) };
}
