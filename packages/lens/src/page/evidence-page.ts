import { cssColour, heatColours } from '../colour/heat-colours.js';
import type { Evidence } from '../evidence/evidence.js';
import { checkExhibit, type Exhibit } from '../exhibit/exhibit.js';
import type { Picture } from '../exhibit/picture.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { drawReading } from './draw-reading.js';
import { htmlDocument } from './html-document.js';
import { pageScript } from './page-script.js';
import { pageStyle } from './page-style.js';

/** One written text of a page: a caption, or the answer to a question. */
export interface PageReading {
  readonly evidence: Evidence;
  /** By the `text` of span slots: the question. None where absent. */
  readonly texts?: readonly string[];
}

/** What a page shows. */
export interface EvidencePage {
  /** What the page is about: the name of the photo. */
  readonly title: string;
  /** By the `image` of box slots; all readings share them. */
  readonly photos: readonly Picture[];
  readonly readings: readonly PageReading[];
}

/**
 * One HTML page that explains itself: pointing at a word, or reaching it with the keyboard, shows where it looked, and
 * below stands every word that means something with its picture. Nothing is loaded from anywhere, texts are escaped, and the
 * page follows the reader's choice of light or dark.
 *
 * @throws {@link LensError} `invalid-picture`, `missing-source`
 */
export function evidencePage({ title, photos, readings }: EvidencePage): string {
  const exhibits = readings.map((reading): Exhibit => ({ ...reading, photos }));
  for (const exhibit of exhibits) checkExhibit(exhibit);
  const drawn = exhibits.map(drawReading);
  const images = photos.map(({ url }, index) => `--photo-${index}:url(${url})`);
  const colours = heatColours().filter((_, step) => step % 15 === 0);
  const scale = `--scale:linear-gradient(90deg,${colours.map(cssColour).join(',')})`;
  const variables = [...images, ...drawn.flatMap(({ heatMaps }) => heatMaps), scale].join(';');
  const heading = `${title}: what each word looked at`;
  return htmlDocument({
    title: heading,
    style: `${pageStyle}:root{${variables}}`,
    body: `<h1>${escapeMarkup(heading)}</h1>\n${drawn.map(({ html }) => html).join('\n')}`,
    script: pageScript,
  });
}
