import { mkdir, writeFile } from 'node:fs/promises';
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

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Writes `<name>.html`, and `<name>.png` for its first reading, `<name>.2.png` for the next and so on. A name that this
   * folder has had before gets a number; files that were there from elsewhere are replaced.
   *
   * @param photo - the photo's path or name; its files are called after it, without folder and ending
   * @throws LensError `unwritable`; as `evidencePage` and `renderPng`
   */
  async save(photo: string, page: EvidencePage): Promise<SavedEvidence> {
    const name = this.#nameFor(photo);
    const html = await this.#write(`${name}.html`, evidencePage(page));
    const pictures: string[] = [];
    for (const [index, reading] of page.readings.entries()) {
      const png = await renderPng(contactSheet({ ...reading, photos: page.photos }));
      pictures.push(await this.#write(`${name}${index === 0 ? '' : `.${index + 1}`}.png`, png));
    }
    return { page: html, pictures };
  }

  #nameFor(photo: string): string {
    const name = basename(photo, extname(photo)).replace(/^[-.]*$/, 'photo');
    // Names that differ in case alone are one file on some disks.
    const isTaken = (candidate: string) => this.#taken.has(candidate.toLowerCase());
    let free = name;
    for (let number = 2; isTaken(free); number++) free = `${name}-${number}`;
    this.#taken.add(free.toLowerCase());
    return free;
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
