import { DecoderError } from '../decoder-error.js';
import type { GenerateOptions } from './generate-options.js';
import type { GenerationDefaults, TaskDefaults } from './generation-defaults.js';
import { checkTokens, invalid } from './option-checks.js';

/** The prompt of each memory: checked, at least one token, and short enough for one more. */
export function planPrompts(
  option: GenerateOptions['prompt'],
  task: TaskDefaults,
  defaults: GenerationDefaults,
  items: number,
): readonly (readonly number[])[] {
  const prompt = option ?? task.prompt;
  if (!Array.isArray(prompt))
    throw invalid('prompt', 'an array of token ids, or one such array for each memory', prompt);
  const apart = prompt.some(Array.isArray);
  const prompts: readonly unknown[] = apart ? [...prompt] : Array.from({ length: items }, () => prompt);
  if (prompts.length !== items) {
    throw new DecoderError(
      'invalid-option',
      `prompt: expected one prompt, or ${items} for ${items} memories, got ${prompts.length}`,
    );
  }
  return prompts.map((ids, item) => {
    const name = apart ? `prompt[${item}]` : 'prompt';
    const tokens = checkTokens(name, ids, defaults.vocabularySize);
    if (tokens.length === 0)
      throw new DecoderError('invalid-tokens', `${name}: expected at least one token id, got none`);
    if (tokens.length > defaults.maxLength) {
      throw new DecoderError(
        'too-long',
        `${name}: expected at most ${defaults.maxLength} token ids (the decoder's positions), got ${tokens.length}`,
      );
    }
    return tokens;
  });
}
