import { checkCitations } from '../cited/check-citations.js';
import type { CitedAnswer } from '../cited/cited-answer.js';
import type { ReadPassage } from '../cited/read-passage.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { citationStyle } from './citation-style.js';
import { countPassages, drawAnswers, drawPassage, drawVerdict } from './draw-citations.js';
import { htmlDocument } from './html-document.js';

/** What a page of cited passages shows. */
export interface CitationPage {
  readonly question: string;
  /** Best first. */
  readonly answers: readonly CitedAnswer[];
  /** All that were read, in the order that citations count. */
  readonly passages: readonly ReadPassage[];
}

/**
 * One HTML page with a question, its answers and their scores, and each passage that was read: its source, its share of
 * the attention, its words marked by their weight, the answers framed. Passages that no answer cites are folded away at
 * the end. Nothing is loaded from anywhere, texts are escaped, and the page follows the reader's choice of light or dark.
 *
 * @throws {@link LensError} `missing-source` for a citation of what is not there, `invalid-attention` for a share or a
 * weight that is no number of at least 0
 */
export function citationPage({ question, answers, passages }: CitationPage): string {
  checkCitations(answers, passages);
  const cited = new Set(answers.flatMap(({ citations }) => citations.map(({ passage }) => passage)));
  const order = [...passages.keys()].sort((one, other) => shareOf(other) - shareOf(one));
  const shown = order.filter((index) => cited.has(index));
  const others = order.filter((index) => !cited.has(index));
  const numbers = new Map([...shown, ...others].map((index, place) => [index, place + 1]));
  const number = (index: number) => numbers.get(index) as number;
  const draw = (index: number) => drawPassage(passages[index] as ReadPassage, index, answers, number);
  function shareOf(index: number): number {
    return (passages[index] as ReadPassage).share;
  }
  const sections = [
    `<p class="label">Question</p>\n<h1 dir="auto">${escapeMarkup(question)}</h1>`,
    drawVerdict(answers, passages.length),
    drawAnswers(answers, number),
    ...(passages.length === 0 ? [] : [legend, ...shown.map(draw)]),
    ...(others.length === 0
      ? []
      : [
          `<details${shown.length === 0 ? ' open' : ''}><summary>${countPassages(others.length)} that no answer cites</summary>`,
          ...others.map(draw),
          '</details>',
        ]),
  ];
  return htmlDocument({ title: `${question}: answers`, style: citationStyle, body: sections.join('\n') });
}

const legend = `<h2>What was read</h2>
<p class="label">The bar is the passage's share of the reader's attention. The stronger a word's colour and underline, the more it was looked at, against the strongest word of its passage. Answers are framed, with their number.</p>`;
