import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contactSheet } from '../contact-sheet/contact-sheet.js';
import { LensError } from '../lens-error.js';
import { type EvidencePage, evidencePage } from '../page/evidence-page.js';
import { renderPng } from './render-png.js';

/** The files that show the evidence. */
export interface SavedEvidence {
  /** One contact sheet a reading, in their order. */
  readonly pictures: readonly string[];
  readonly page: string;
}

/**
 * Writes a page and a contact sheet for each of its readings into a folder, which is made where it is not there:
 * `<name>.html` and `<name>.png`, the further sheets `<name>-2.png` and so on. Files of these names are replaced.
 *
 * @throws {@link LensError} `unwritable`; as `evidencePage` and `renderPng`
 */
export async function saveEvidence(folder: string, name: string, page: EvidencePage): Promise<SavedEvidence> {
  const html = join(folder, `${name}.html`);
  await write(folder, html, evidencePage(page));
  const pictures: string[] = [];
  for (const [index, reading] of page.readings.entries()) {
    const picture = join(folder, `${name}${index === 0 ? '' : `-${index + 1}`}.png`);
    await write(folder, picture, await renderPng(contactSheet({ ...reading, photos: page.photos })));
    pictures.push(picture);
  }
  return { pictures, page: html };
}

async function write(folder: string, file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, content);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LensError('unwritable', `${file} could not be written: ${reason}`, { cause });
  }
}
