import type { GenerationDefaults } from '../generation/generation-defaults.js';
import type { DecoderCheckpoint } from './create-decoder.js';

/** What the checkpoint says about generation. */
export function defaultsOf({ decoder, tokens, tasks, generation }: DecoderCheckpoint['config']): GenerationDefaults {
  const prompts = Object.values(tasks).map(({ prompt }) => prompt);
  return {
    vocabularySize: decoder.vocabularySize,
    maxLength: decoder.maxLength,
    endToken: tokens.end,
    bannedTokens: [...new Set([tokens.pad, tokens.unknown, ...prompts.flat()])],
    prompt: prompts.length === 1 ? prompts[0] : undefined,
    beams: generation.beams,
    lengthPenalty: generation.lengthPenalty,
    noRepeatNgram: generation.noRepeatNgram,
    maxTokens: generation.maxTokens,
  };
}
