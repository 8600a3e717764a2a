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

/** A line of `--json`. */
export interface JsonResult {
  readonly image: string;
  readonly caption?: string;
  readonly tokens?: readonly { readonly text: string; readonly probability: number }[];
  readonly candidates?: readonly { readonly caption: string; readonly score: number }[];
  readonly attention?: { readonly page: string; readonly picture: string };
  readonly model?: string;
  readonly device?: string;
  readonly milliseconds?: { readonly load: number; readonly encode: number; readonly decode: number };
  readonly error?: { readonly code: string; readonly message: string };
}
