import type { Summary } from './statistics.js';

/** One line of a benchmark's result. */
export interface Measurement {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'photos/s' | 'tokens/s' | 'ratio' | 'percent' | 'times';
  readonly summary: Summary;
  /** Ratios to `cpu, prepared` of the same rounds, where there is one. */
  readonly relative?: Summary;
  /** What the project asks for, where it asks for something. */
  readonly target?: Target;
}

interface Target {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
}

/** Whether the median meets the target. */
export function meetsTarget({ summary, target }: Measurement): boolean | undefined {
  if (!target) return undefined;
  return target.bound === 'at most' ? summary.median <= target.value : summary.median >= target.value;
}
