import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `Usage: bench captions [options], bench op, bench vqa or bench reading (each with --help)

Measures captions on this machine: one photo at a time and in batches of 16, the start of the built app, the whole npx
command, and memory. Close other programs first: the result says how loaded the machine was when it began.

  --photos <folder>   photos to caption (100 of ../shared/photos, else the samples)
  --model <folder>    the model (the embedded one)
  --starts <n>        how often each process is started (10)
  --json              one JSON object instead of a table
  --help              this help
`;

/** What the command is asked to do. */
export interface BenchCommand {
  readonly json: boolean;
  readonly help: boolean;
  readonly photos: string | undefined;
  /** `embedded`, or the absolute path of a folder. */
  readonly model: string;
  readonly starts: number;
}

/** Reads the arguments; where they make no sense, says what the problem is. */
export function parseArguments(argv: readonly string[]): BenchCommand | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        photos: { type: 'string' },
        model: { type: 'string', default: 'embedded' },
        starts: { type: 'string', default: '10' },
      },
    });
    const { json, help, photos, starts } = values;
    if (!help && positionals.join(' ') !== 'captions')
      return { problem: 'expected what to measure: captions, op, vqa or reading' };
    if (!/^[1-9]\d*$/.test(starts)) return { problem: `--starts needs a whole number from 1, but got "${starts}"` };
    const model = values.model === 'embedded' ? values.model : resolve(values.model);
    return { json, help, photos: photos && resolve(photos), model, starts: Number(starts) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
