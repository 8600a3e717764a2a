import { escapeMarkup } from '../markup/escape-markup.js';
import type { TextMark } from './mark-spans.js';

/** How much of the mark's colour the strongest piece gets, in percent: on a dark ground more would swallow light letters. */
const strongest = { light: 80, dark: 45 };

/**
 * Marks as HTML: a `<mark>` for each piece that was looked at, with its strength in the custom property `--strength`
 * (0 to 1) for a style sheet, and as a background of its own, which follows the page's `color-scheme`.
 */
export function markedTextHtml(marks: readonly TextMark[]): string {
  return marks
    .map(({ text, strength }) => {
      const rounded = Math.round(strength * 100);
      if (rounded === 0) return escapeMarkup(text);
      const colour = (most: number) => `rgb(255 140 0 / ${Math.round((rounded * most) / 10) / 10}%)`;
      const background = `light-dark(${colour(strongest.light)},${colour(strongest.dark)})`;
      return `<mark style="--strength:${rounded / 100};background:${background};color:inherit">${escapeMarkup(text)}</mark>`;
    })
    .join('');
}
