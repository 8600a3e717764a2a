import { type GivenOptions, optionConflict, present } from '@crossattn/command-line';
import type { optionDefinitions } from './option-definitions.js';

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
  /** The folder that gets pictures of what each word looked at. */
  readonly attention?: string;
  readonly output: 'text' | 'stream' | 'json';
  readonly writing: WritingOptions;
}

const defaultBatch = 8;

/**
 * What the given options mean together.
 *
 * @throws CommandError `option-conflict`
 */
export function commandOptions(given: GivenOptions<typeof optionDefinitions>): CommandOptions {
  const drawn = (['seed', 'temperature', 'top-k', 'top-p'] as const).find((name) => given[name] !== undefined);
  if (drawn && given.beams !== undefined && given.beams > 1) {
    throw optionConflict(
      `--${drawn} draws words at random`,
      `--beams ${given.beams} searches for the likeliest caption`,
    );
  }
  if (given.stream) {
    const oneByOne = '--stream prints words as they are written';
    if (given.json) throw optionConflict(oneByOne, '--json prints whole captions');
    if (given.beams !== undefined && given.beams > 1) {
      throw optionConflict(oneByOne, `--beams ${given.beams} knows the words only at the end`);
    }
    if (given.candidates !== undefined && given.candidates > 1)
      throw optionConflict(oneByOne, '--candidates wants several');
    if (given.batch !== undefined && given.batch > 1)
      throw optionConflict(oneByOne, '--batch wants several photos at once');
  }
  if (!drawn && given.candidates !== undefined && given.beams !== undefined && given.candidates > given.beams) {
    throw optionConflict(`--candidates ${given.candidates}`, `--beams ${given.beams} finds fewer captions`);
  }
  return {
    model: given.model ?? 'embedded',
    ...present('threads', given.threads),
    ...present('attention', given.attention),
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
