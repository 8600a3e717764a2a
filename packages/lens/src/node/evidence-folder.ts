import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { contactSheet } from '../contact-sheet/contact-sheet.js';
import { LensError } from '../lens-error.js';
import { type EvidencePage, evidencePage } from '../page/evidence-page.js';
import { renderPng } from './render-png.js';

/** The files that show the evidence of one photo. */
export interface SavedEvidence {
  readonly page: string;
  /** One contact sheet a reading, in their order. */
  readonly pictures: readonly string[];
}

/** Writes pages and contact sheets into one folder, which is made where it is not there. */
export class EvidenceFolder {
  readonly #folder: string;
  readonly #taken = new Set<string>();
  readonly #kept = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Never replaces this file, such as a photo that lies in the folder itself: what would have its name gets a number. */
  async keep(file: string): Promise<void> {
    const identity = await identityOf(file);
    if (identity !== undefined) this.#kept.add(identity);
  }

  /**
   * Writes `<name>.html`, and `<name>.png` for its first reading, `<name>.2.png` for the next and so on. A name that this
   * folder has had before gets a number; files that were there from elsewhere are replaced, but for those to `keep`.
   *
   * @param photo - the photo's path or name; its files are called after it, without folder and ending
   * @throws LensError `unwritable`, `invalid-option`; as `evidencePage` and `renderPng`
   */
  async save(photo: string, page: EvidencePage): Promise<SavedEvidence> {
    const name = await this.#nameFor(photo, page.readings.length);
    const html = await this.#write(`${name}.html`, evidencePage(page));
    const pictures: string[] = [];
    for (const [index, reading] of page.readings.entries()) {
      const png = await renderPng(contactSheet({ ...reading, photos: page.photos }));
      pictures.push(await this.#write(pictureName(name, index), png));
    }
    return { page: html, pictures };
  }

  async #nameFor(photo: string, readings: number): Promise<string> {
    if (typeof photo !== 'string') {
      throw new LensError('invalid-option', `photo: expected a path or a name, got ${typeof photo}`);
    }
    const name = basename(photo, extname(photo)).replace(/^[-.]*$/, 'photo');
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? name : `${name}-${number}`;
      const files = [
        `${candidate}.html`,
        ...Array.from({ length: readings }, (_, index) => pictureName(candidate, index)),
      ];
      const kept = await this.#isKept(files);
      // From here to the return nothing waits, or two saves at once would take one name.
      if (kept || files.some((file) => this.#taken.has(file.toLowerCase()))) continue;
      // Names that differ in case alone are one file on some disks.
      for (const file of files) this.#taken.add(file.toLowerCase());
      return candidate;
    }
  }

  async #isKept(files: readonly string[]): Promise<boolean> {
    if (this.#kept.size === 0) return false;
    const identities = await Promise.all(files.map((file) => identityOf(join(this.#folder, file))));
    return identities.some((identity) => identity !== undefined && this.#kept.has(identity));
  }

  async #write(name: string, content: string | Uint8Array): Promise<string> {
    const file = join(this.#folder, name);
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(file, content);
      return file;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new LensError('unwritable', `${file} could not be written: ${reason}`, { cause });
    }
  }
}

function pictureName(name: string, reading: number): string {
  return `${name}${reading === 0 ? '' : `.${reading + 1}`}.png`;
}

/** What two names of one file share; undefined where there is none. */
async function identityOf(file: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
