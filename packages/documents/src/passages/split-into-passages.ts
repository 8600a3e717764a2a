import type { DocumentText, ReadDocument } from '../document/document.js';
import { measureOf } from './measure.js';
import { packUnits } from './pack-units.js';
import type { Passage } from './passage.js';
import { type CheckedPassageOptions, checkPassageOptions, type PassageOptions } from './passage-options.js';
import { type Section, SectionReader } from './section.js';
import { titleOf } from './title-of.js';
import { unitsOf } from './units.js';

/**
 * Splits a document into passages that measure at most `size`, at the borders of sentences. No passage reaches over a
 * heading or a page; the headings above are its title. What has no border, such as a word of a thousand letters, is cut
 * where it must be.
 *
 * @throws {@link DocumentError} `invalid-option`
 */
export function splitIntoPassages(document: ReadDocument, options: PassageOptions = {}): Passage[] {
  const checked = checkPassageOptions(options);
  const reader = new SectionReader();
  return document.texts.flatMap((text) =>
    reader.read(text.blocks).flatMap((section) => passagesOf(document, text, section, checked)),
  );
}

function passagesOf(
  { document, title: documentTitle }: ReadDocument,
  { text, page }: DocumentText,
  { blocks, headings }: Section,
  options: CheckedPassageOptions,
): Passage[] {
  const { size, overlap, count } = options;
  const measure = measureOf(text, size, count);
  const limits = { size, fragment: overlap > 0 ? overlap : size, measure };
  const units = blocks.flatMap((block) => unitsOf(text, block, limits));
  const title = titleOf(documentTitle, headings);
  return packUnits(units, options, measure).map(({ start, end }) => ({
    document,
    ...(page === undefined ? {} : { page }),
    start,
    end,
    text: text.slice(start, end),
    ...(title === undefined ? {} : { title }),
  }));
}
