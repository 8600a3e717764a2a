import { CommandError } from '../command-error.js';
import type { GivenOptions } from './parse-arguments.js';

/** How captions are written; what is absent follows the model. */
interface WritingOptions {
  readonly beams?: number;
  readonly candidates?: number;
  readonly maxTokens?: number;
  readonly sampling?: SamplingOptions;
}

/** How words are drawn at random. */
interface SamplingOptions {
  readonly seed?: number;
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
}

/** What the command is asked to do. */
export interface CommandOptions {
  /** `embedded`, or a folder. */
  readonly model: string;
  readonly threads?: number;
  readonly maxPixels?: number;
  readonly batch: number;
  readonly output: 'text' | 'stream' | 'json';
  readonly writing: WritingOptions;
}

const defaultBatch = 8;

/**
 * What the given options mean together.
 *
 * @throws {@link CommandError} `option-conflict`
 */
export function commandOptions(given: GivenOptions): CommandOptions {
  const drawn = (['seed', 'temperature', 'top-k', 'top-p'] as const).find((name) => given[name] !== undefined);
  if (drawn && given.beams !== undefined && given.beams > 1) {
    throw conflict(`--${drawn} draws words at random`, `--beams ${given.beams} searches for the likeliest caption`);
  }
  if (given.stream) {
    const oneByOne = '--stream prints words as they are written';
    if (given.json) throw conflict(oneByOne, '--json prints whole captions');
    if (given.beams !== undefined && given.beams > 1) {
      throw conflict(oneByOne, `--beams ${given.beams} knows the words only at the end`);
    }
    if (given.candidates !== undefined && given.candidates > 1) throw conflict(oneByOne, '--candidates wants several');
    if (given.batch !== undefined && given.batch > 1) throw conflict(oneByOne, '--batch wants several photos at once');
  }
  if (!drawn && given.candidates !== undefined && given.beams !== undefined && given.candidates > given.beams) {
    throw conflict(`--candidates ${given.candidates}`, `--beams ${given.beams} finds fewer captions`);
  }
  return {
    model: given.model ?? 'embedded',
    ...present('threads', given.threads),
    ...present('maxPixels', given['max-pixels']),
    batch: given.batch ?? defaultBatch,
    output: given.stream ? 'stream' : given.json ? 'json' : 'text',
    writing: {
      ...present('beams', given.beams),
      ...present('candidates', given.candidates),
      ...present('maxTokens', given['max-tokens']),
      ...(drawn && {
        sampling: {
          ...present('seed', given.seed),
          ...present('temperature', given.temperature),
          ...present('topK', given['top-k']),
          ...present('topP', given['top-p']),
        },
      }),
    },
  };
}

/** The field alone where it has a value, so that absent options stay absent. */
function present<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });
}

function conflict(one: string, other: string): CommandError {
  return new CommandError('option-conflict', `${one}, but ${other}; choose one of them.`);
}
