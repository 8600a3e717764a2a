import { type CommandResult, type CommandSurroundings, captureCommand, jsonLinesOf } from '@crossattn/testing';
import { run } from '../src/index.js';

/** Runs the whole command in this process, with streams in the place of the terminal. */
export function runCommand(argv: readonly string[], around?: CommandSurroundings): Promise<CommandResult> {
  return captureCommand(run, argv, around);
}

/** One object for each line of standard output. */
export function jsonLines(stdout: string): JsonResult[] {
  return jsonLinesOf(stdout);
}

/** A line of `--json` or `--batch`. */
export interface JsonResult {
  readonly image: string | null;
  readonly question: string | null;
  readonly answers?: readonly { readonly answer: string; readonly score: number }[];
  readonly truncation?: { readonly end: number; readonly message: string };
  readonly milliseconds?: Readonly<Record<'load' | 'encode' | 'question' | 'decode', number>>;
  readonly error?: { readonly code: string; readonly message: string };
}
