import { escapeMarkup } from '../markup/escape-markup.js';
import type { WeighedSpan } from '../text/mark-spans.js';
import { markedTextHtml } from '../text/marked-text-html.js';
import type { AnswerSpan } from './answer-spans.js';
import { passagePieces } from './passage-pieces.js';

/**
 * A passage as HTML: a `<mark>` for each word that was looked at, and the answers' words inside
 * `<strong class="answer">` with the answer's number, counting from 1, as its `data-answer`. A style sheet outlines them.
 */
export function passageHtml(text: string, words: readonly WeighedSpan[], answers: readonly AnswerSpan[] = []): string {
  return passagePieces(text, words, answers)
    .map(({ answer, marks }) => {
      const html = markedTextHtml(marks);
      if (answer === undefined) return html;
      const own = escapeMarkup(marks.map((mark) => mark.text).join(''));
      return `<strong class="answer" data-answer="${answer + 1}" title="answer ${answer + 1}: ${own}">${html}</strong>`;
    })
    .join('');
}
