import { type CommandResult, type CommandSurroundings, captureCommand, jsonLinesOf } from '@crossattn/testing';

export type { CommandResult };

import { run } from '../src/index.js';

/** Runs the whole command in this process, with streams in the place of the terminal. */
export function runCommand(argv: readonly string[], around?: CommandSurroundings): Promise<CommandResult> {
  return captureCommand(run, argv, around);
}

/** One object for each line of standard output. */
export function jsonLines(stdout: string): BatchResult[] {
  return jsonLinesOf(stdout);
}

/** A line of `read --batch`. */
export interface BatchResult {
  readonly id: string | number | null;
  readonly answers?: readonly {
    readonly answer: string;
    readonly score: number;
    readonly citations: readonly {
      readonly passage: number;
      readonly start: number;
      readonly end: number;
      readonly weight: number;
    }[];
  }[];
  readonly declined?: boolean;
  readonly truncation?: { readonly end: number; readonly message: string };
  readonly error?: { readonly code: string; readonly message: string };
}

/** What `index --json` prints. */
export interface IndexResult {
  readonly store: string;
  readonly documents: number;
  readonly passages: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly withoutVector: number;
  readonly skipped: readonly {
    readonly document: string;
    readonly error: { readonly code: string; readonly message: string };
  }[];
  readonly ignored: number;
}

/** What `ask --json` prints. */
export interface AskResult {
  readonly question: string;
  readonly answers: readonly {
    readonly answer: string;
    readonly score: number;
    readonly citations: readonly {
      readonly document: string;
      readonly title?: string;
      readonly page?: number;
      readonly start: number;
      readonly end: number;
      readonly passage: number;
      readonly weight: number;
    }[];
  }[];
  readonly declined: boolean;
  readonly passages: readonly {
    readonly document: string;
    readonly title?: string;
    readonly page?: number;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly weight: number;
  }[];
  readonly milliseconds: Readonly<Record<'load' | 'search' | 'read', number>>;
}
