import { LensError } from '../lens-error.js';
import { plainText } from '../markup/plain-text.js';
import { checkNames } from '../options/check-names.js';
import type { WeighedSpan } from '../text/mark-spans.js';
import type { AnswerSpan } from './answer-spans.js';
import { excerptAround, type Stretch } from './excerpt.js';
import { type PassagePiece, passagePieces } from './passage-pieces.js';

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
 *
 * @throws LensError `invalid-option`
 */
export function passageForTerminal(
  text: string,
  words: readonly WeighedSpan[],
  answers: readonly AnswerSpan[],
  options: TerminalOptions,
): string {
  const { styled, room } = checkedOptions(options);
  const strongest = words.reduce<WeighedSpan | undefined>(
    (most, word) => (most && most.weight >= word.weight ? most : word),
    undefined,
  );
  const shown = excerptAround(text, answers[0] ?? strongest ?? { start: 0, end: 0 }, room);
  const inside = answers.filter(({ start, end }) => start >= shown.start && end <= shown.end);
  const written = shownPieces(passagePieces(text, [...words, { ...shown, weight: 0 }], inside), shown).map(
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

/** The pieces that stand in a stretch, at whose ends they are cut. */
function shownPieces(pieces: readonly PassagePiece[], { start, end }: Stretch): PassagePiece[] {
  let place = 0;
  return pieces.flatMap(({ marks, ...piece }) => {
    const own = marks.filter((mark) => {
      const from = place;
      place += mark.text.length;
      return from >= start && place <= end;
    });
    return own.length === 0 ? [] : [{ ...piece, marks: own }];
  });
}

function checkedOptions(options: TerminalOptions): Required<TerminalOptions> {
  checkNames(options, ['styled', 'room'], 'passageForTerminal');
  const { styled, room = Number.POSITIVE_INFINITY } = options;
  if (typeof room === 'number' && room >= 0) return { styled, room };
  throw new LensError('invalid-option', `room: expected a number from 0, got ${String(room)}`);
}

function style(text: string, strength: number, answer: boolean): string {
  const codes = [...(answer ? ['7'] : []), ...(strength >= 2 / 3 ? ['1'] : []), ...(strength >= 1 / 3 ? ['4'] : [])];
  return codes.length === 0 || text.trim() === '' ? text : `\u001b[${codes.join(';')}m${text}${reset}`;
}
