import type { BenchTexts } from './bench-texts.js';

/** What `bench reading` measures with. */
export interface ReadingBenchSettings {
  readonly texts: BenchTexts;
  /** `embedded`, or a folder. */
  readonly model: string;
  /** Threads of the arithmetic; undefined as the reader says. */
  readonly threads: number | undefined;
  /** How often everything is measured. */
  readonly rounds: number;
  /** Passages of the store that is searched. */
  readonly stored: number;
  /** Tokens that the whole command indexes. */
  readonly indexed: number;
}
