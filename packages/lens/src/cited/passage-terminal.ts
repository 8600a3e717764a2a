import { plainText } from '../markup/plain-text.js';
import type { WeighedSpan } from '../text/mark-spans.js';
import type { AnswerSpan } from './answer-spans.js';
import { excerptAround } from './excerpt.js';
import { passagePieces } from './passage-pieces.js';

/** How a passage is written on a terminal. */
export interface TerminalOptions {
  /** Whether words may be underlined and set in bold; answers stand in brackets otherwise. */
  readonly styled: boolean;
  /** About how many characters are shown, around the first answer, or else around the strongest word. Everything where absent. */
  readonly room?: number;
}

const reset = '\u001b[0m';

/**
 * A passage as text for a terminal. The more a word was looked at the more it stands out: underlined from a third of the
 * strongest word's weight, bold too from two thirds; answers are inverted. Nothing that the passage holds can move the
 * cursor or change a colour.
 */
export function passageForTerminal(
  text: string,
  words: readonly WeighedSpan[],
  answers: readonly AnswerSpan[],
  { styled, room = Number.POSITIVE_INFINITY }: TerminalOptions,
): string {
  const strongest = words.reduce<WeighedSpan | undefined>(
    (most, word) => (most && most.weight >= word.weight ? most : word),
    undefined,
  );
  const shown = excerptAround(text, answers[0] ?? strongest ?? { start: 0, end: 0 }, room);
  const within = <Span extends { start: number; end: number }>(spans: readonly Span[]): Span[] =>
    spans
      .filter(({ start, end }) => start >= shown.start && end <= shown.end)
      .map((span) => ({ ...span, start: span.start - shown.start, end: span.end - shown.start }));
  const written = passagePieces(text.slice(shown.start, shown.end), within(words), within(answers)).map(
    ({ answer, marks }) => {
      if (!styled) {
        const own = plainText(marks.map((mark) => mark.text).join(''));
        return answer === undefined ? own : `[${own}]`;
      }
      return marks.map((mark) => style(plainText(mark.text), mark.strength, answer !== undefined)).join('');
    },
  );
  const ellipsis = { before: shown.start > 0 ? '… ' : '', after: shown.end < text.length ? ' …' : '' };
  return `${ellipsis.before}${written.join('')}${ellipsis.after}`;
}

function style(text: string, strength: number, answer: boolean): string {
  const codes = [...(answer ? ['7'] : []), ...(strength >= 2 / 3 ? ['1'] : []), ...(strength >= 1 / 3 ? ['4'] : [])];
  return codes.length === 0 || text.trim() === '' ? text : `\u001b[${codes.join(';')}m${text}${reset}`;
}
