import { cssColour, heatColours } from '../colour/heat-colours.js';
import type { Evidence } from '../evidence/evidence.js';
import { checkExhibit, type Exhibit } from '../exhibit/exhibit.js';
import type { Picture } from '../exhibit/picture.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { drawReading } from './draw-reading.js';
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
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeMarkup(title)}: what each word looked at</title>
<style>${pageStyle}:root{${variables}}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}: what each word looked at</h1>
${drawn.map(({ html }) => html).join('\n')}
</main>
<script>${pageScript}</script>
</body>
</html>
`;
}
