import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const readingUsage = `Usage: bench reading [options]

Measures reading on this machine: a question to 20 passages, another to their memories, vectors of passages, the whole
command that indexes a folder, searches over 20,000 passages, and memory. Close other programs first: the result says how
loaded the machine was when it began.

  --model <folder>    the model (the embedded one)
  --threads <n>       threads for the arithmetic (as the reader says)
  --rounds <n>        how often everything is measured (10)
  --stored <n>        passages of the store that is searched (20000)
  --indexed <n>       tokens that the whole command indexes (100000)
  --json              one JSON object instead of a table
  --help              this help
`;

/** What the command is asked to do. */
export interface ReadingBenchCommand {
  readonly json: boolean;
  readonly help: boolean;
  /** `embedded`, or the absolute path of a folder. */
  readonly model: string;
  readonly threads: number | undefined;
  readonly rounds: number;
  readonly stored: number;
  readonly indexed: number;
}

/** Reads the arguments after `reading`; where they make no sense, says what the problem is. */
export function parseReadingArguments(argv: readonly string[]): ReadingBenchCommand | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        model: { type: 'string', default: 'embedded' },
        threads: { type: 'string' },
        rounds: { type: 'string', default: '10' },
        stored: { type: 'string', default: '20000' },
        indexed: { type: 'string', default: '100000' },
      },
    });
    const { json, help, threads, rounds, stored, indexed } = values;
    const counts = { threads: threads ?? '1', rounds, stored, indexed };
    for (const [name, text] of Object.entries(counts)) {
      if (!/^[1-9]\d{0,6}$/.test(text)) return { problem: `--${name} needs a whole number from 1, but got "${text}"` };
    }
    return {
      json,
      help,
      model: values.model === 'embedded' ? values.model : resolve(values.model),
      threads: threads === undefined ? undefined : Number(threads),
      rounds: Number(rounds),
      stored: Number(stored),
      indexed: Number(indexed),
    };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
