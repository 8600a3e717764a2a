import type { Block } from '../document/block.js';
import type { Span } from '../document/span.js';
import { fragments } from './fragments.js';
import { lines } from './lines.js';
import { sentences } from './sentences.js';

/** A sentence, a line or a fragment of one, with what it measures. */
export interface Unit extends Span {
  readonly size: number;
}

/** What is to be kept whole while passages are put together. */
export interface UnitLimits {
  /** What fits into a passage stays whole. */
  readonly size: number;
  /** What does not is cut into fragments of about this much, which makes overlap possible. */
  readonly fragment: number;
  readonly measure: (span: Span) => number;
}

/** The units of a block, in order and without overlap. */
export function unitsOf(text: string, block: Block, { size, fragment, measure }: UnitLimits): Unit[] {
  const whole = block.kind === 'lines' ? lines(text, block) : sentences(text, block);
  return whole.flatMap((span) => {
    const measured = measure(span);
    if (measured <= size) return [{ ...span, size: measured }];
    const parts = fragments(text, span, (part) => measure(part) <= fragment);
    return parts.map((part) => ({ ...part, size: measure(part) }));
  });
}
