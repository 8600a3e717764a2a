import { escapeMarkup } from '../markup/escape-markup.js';
import type { TextMark } from './text-marks.js';

/**
 * Marks as HTML: a `<mark>` for each piece that was looked at, with its strength in the custom property `--strength`
 * (0 to 1) for a style sheet, and as a background of its own.
 */
export function markedTextHtml(marks: readonly TextMark[]): string {
  return marks
    .map(({ text, strength }) => {
      const rounded = Math.round(strength * 100);
      if (rounded === 0) return escapeMarkup(text);
      const style = `--strength:${rounded / 100};background:rgb(255 140 0 / ${rounded * 0.8}%);color:inherit`;
      return `<mark style="${style}">${escapeMarkup(text)}</mark>`;
    })
    .join('');
}
