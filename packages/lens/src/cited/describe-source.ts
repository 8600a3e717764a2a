import type { ReadPassage } from './read-passage.js';

/** What names a passage's source. */
export type PassageSource = Pick<ReadPassage, 'document' | 'page' | 'start' | 'end'>;

/** Where a passage comes from, for people: `report.pdf, page 3, characters 120 to 480`. */
export function describeSource(source: PassageSource): string {
  return [source.document, ...placeInSource(source)].join(', ');
}

/** Where in its document a passage stands, as far as it is known. */
export function placeInSource({ page, start, end }: PassageSource): string[] {
  return [
    ...(page === undefined ? [] : [`page ${page}`]),
    ...(start === undefined || end === undefined ? [] : [`characters ${start} to ${end}`]),
  ];
}
