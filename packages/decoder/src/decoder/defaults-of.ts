import type { GenerationDefaults } from '../generation/generation-defaults.js';
import type { DecoderCheckpoint } from './create-decoder.js';

/** What the checkpoint says about generation. */
export function defaultsOf({ decoder, tokens, tasks }: DecoderCheckpoint['config']): GenerationDefaults {
  const entries = Object.entries(tasks);
  return {
    vocabularySize: decoder.vocabularySize,
    maxLength: decoder.maxLength,
    endToken: tokens.end,
    bannedTokens: [...new Set([tokens.pad, tokens.unknown, ...entries.flatMap(([, { prompt }]) => prompt)])],
    tasks: Object.fromEntries(entries.map(([name, { prompt, generation }]) => [name, { prompt, ...generation }])),
  };
}
