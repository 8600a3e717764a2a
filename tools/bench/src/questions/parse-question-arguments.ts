import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const questionUsage = `Usage: bench vqa [options]

Measures 1, 8 and 64 questions to one photo: in one session, which encodes and projects the photo once, and each asked
anew; then one more question to a session. Close other programs first: the result says how loaded the machine was.

  --photo <file>      the photo (a sample photo)
  --model <folder>    the model (the embedded one)
  --rounds <n>        how often everything is measured (5)
  --json              one JSON object instead of a table
  --help              this help
`;

/** What the command is asked to do. */
export interface QuestionBenchCommand {
  readonly json: boolean;
  readonly help: boolean;
  readonly photo: string | undefined;
  /** `embedded`, or the absolute path of a folder. */
  readonly model: string;
  readonly rounds: number;
}

/** Reads the arguments after `vqa`; where they make no sense, says what the problem is. */
export function parseQuestionArguments(argv: readonly string[]): QuestionBenchCommand | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        photo: { type: 'string' },
        model: { type: 'string', default: 'embedded' },
        rounds: { type: 'string', default: '5' },
      },
    });
    const { json, help, photo, rounds } = values;
    if (!/^[1-9]\d{0,3}$/.test(rounds)) return { problem: `--rounds needs a whole number from 1, but got "${rounds}"` };
    const model = values.model === 'embedded' ? values.model : resolve(values.model);
    return { json, help, photo: photo && resolve(photo), model, rounds: Number(rounds) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
