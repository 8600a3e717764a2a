import type { EvidenceWord } from '../evidence/evidence.js';
import type { Exhibit } from '../exhibit/exhibit.js';
import { shownWords } from '../exhibit/shown-words.js';
import { heatMapUrl } from '../heat/heat-map.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { markedTextHtml } from '../text/marked-text-html.js';
import { textMarks } from '../text/text-marks.js';
import { lookedAt } from './looked-at.js';

/** A reading as a section of a page, with the heat maps that it refers to as CSS custom properties. */
export interface DrawnReading {
  readonly html: string;
  readonly heatMaps: readonly string[];
}

/** Draws one reading. */
export function drawReading(exhibit: Exhibit, reading: number): DrawnReading {
  const { evidence, photos, texts = [] } = exhibit;
  const id = (word: EvidenceWord) => `${reading}-${evidence.words.indexOf(word)}`;
  const heatMaps = evidence.words.flatMap((word) =>
    photos.map((photo, image) => {
      const url = heatMapUrl({ slots: evidence.slots, weights: word.weights, photo, image });
      return `--heat-${id(word)}-${image}:url(${url})`;
    }),
  );
  const shown = shownWords(evidence, 'content');
  const only = evidence.words.length === 1 ? evidence.words[0] : undefined;
  const html = `<section class="reading" aria-label="${escapeMarkup(evidence.text)}">
<div class="stage">${only ? drawPhotos(exhibit, heatLabel(exhibit, only), id(only)) : drawPhotos(exhibit, 'The photo', undefined)}</div>
<div>
${texts.map((text, index) => `<p class="asked">${askedPieces(exhibit, text, index, only)}</p>\n`).join('')}<p class="sentence">${sentence(exhibit, id)}</p>
<p class="status" role="status">${only ? escapeMarkup(lookedAt(exhibit, only)) : 'Point at a word, or go through the words with Tab or the arrow keys.'}</p>
<p class="scale"><span>less</span><i></i><span>more looked at</span></p>
<p class="hint">${only ? '' : 'A click keeps a word. '}Colours run from an even look at everything to each word's own strongest place.</p>
</div>
${only ? '' : `<ul class="gallery">\n${shown.map((word) => drawFigure(exhibit, word, id(word))).join('\n')}\n</ul>\n`}</section>`;
  return { html, heatMaps };
}

function drawPhotos({ photos }: Exhibit, label: string, word: string | undefined): string {
  const drawn = photos.map(({ width, height }, image) => {
    const heat = word === undefined ? '' : `;--heat:var(--heat-${word}-${image})`;
    const name = photos.length > 1 ? `${label} (photo ${image + 1})` : label;
    return `<div class="photo" role="img" aria-label="${escapeMarkup(name)}" style="--photo:var(--photo-${image});--aspect:${+(width / height).toFixed(4)}${heat}"></div>`;
  });
  return `<div class="photos">${drawn.join('')}</div>`;
}

/** The text with a button for every word, what stands between them as it is. */
function sentence(exhibit: Exhibit, id: (word: EvidenceWord) => string): string {
  const { evidence, texts = [] } = exhibit;
  let place = 0;
  const parts = evidence.words.map((word) => {
    const between = evidence.text.slice(place, word.start);
    place = word.end;
    const marks = texts.flatMap((text, index) => textMarks(text, evidence.slots, word.weights, index));
    const strengths = marks.map(({ strength }) => Math.round(strength * 100) / 100).join(' ');
    const described = escapeMarkup(`${word.text}: ${lookedAt(exhibit, word)}`);
    return `${escapeMarkup(between)}<button type="button"${word.content ? ' class="content"' : ''} aria-pressed="false" data-word="${id(word)}" data-place="${described}"${marks.length > 0 ? ` data-marks="${strengths}"` : ''}>${escapeMarkup(word.text)}</button>`;
  });
  return parts.join('') + escapeMarkup(evidence.text.slice(place));
}

/** A question in the pieces that words mark, marked already where there is one word alone. */
function askedPieces({ evidence }: Exhibit, text: string, index: number, word: EvidenceWord | undefined): string {
  return textMarks(text, evidence.slots, word?.weights ?? [], index)
    .map((piece) => {
      const style = word === undefined ? '' : ` style="--strength:${Math.round(piece.strength * 100) / 100}"`;
      return `<span${style}>${escapeMarkup(piece.text)}</span>`;
    })
    .join('');
}

function heatLabel(exhibit: Exhibit, word: EvidenceWord): string {
  return `The photo with the heat map of "${word.text}": ${lookedAt(exhibit, word)}`;
}

function drawFigure(exhibit: Exhibit, word: EvidenceWord, id: string): string {
  const { evidence, texts = [] } = exhibit;
  const looked = lookedAt(exhibit, word);
  const questions = texts.map(
    (text, index) => `<div>${markedTextHtml(textMarks(text, evidence.slots, word.weights, index))}</div>`,
  );
  return `<li><figure>${drawPhotos(exhibit, heatLabel(exhibit, word), id)}<figcaption><b>${escapeMarkup(word.text)}</b>${questions.join('')}<small>${escapeMarkup(looked)}</small></figcaption></figure></li>`;
}
