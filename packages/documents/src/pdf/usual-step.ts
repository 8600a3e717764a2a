import type { PageLine } from './page-line.js';

/** The usual distance from one baseline down to the next of a page, in points; infinite where it has no two lines. */
export function usualStep(lines: readonly PageLine[]): number {
  const steps: number[] = [];
  for (const [index, line] of lines.entries()) {
    const step = (lines[index - 1]?.baseline ?? line.baseline) - line.baseline;
    if (step > 0) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? Number.POSITIVE_INFINITY;
}
