import { DecoderError } from '../decoder-error.js';
import { chooseTask } from '../generation/choose-task.js';
import type { GenerationDefaults } from '../generation/generation-defaults.js';
import { checkBoolean, checkNames, checkSignal, checkTokens, invalid } from '../generation/option-checks.js';
import { planPrompts } from '../generation/plan-prompts.js';
import type { ScoreOptions } from './text-score.js';

/** A text to be scored. */
export interface ScoreRow {
  readonly item: number;
  readonly prompt: readonly number[];
  /** The tokens whose probabilities are wanted. */
  readonly scored: readonly number[];
}

/** The texts of all memories in order, checked. */
export function planScore(
  texts: readonly (readonly (readonly number[])[])[],
  options: ScoreOptions,
  defaults: GenerationDefaults,
  items: number,
): ScoreRow[] {
  checkNames(options, ['task', 'prompt', 'complete', 'signal'], 'score');
  checkSignal(options.signal);
  const prompts = planPrompts(options.prompt, chooseTask(options.task, defaults), defaults, items);
  const complete = checkBoolean('complete', options.complete ?? true);
  if (!Array.isArray(texts) || texts.length !== items) {
    throw invalid('texts', `one list of texts for each of ${items} memories`, texts);
  }
  return [...texts].flatMap((list: unknown, item) => {
    if (!Array.isArray(list)) throw invalid(`texts[${item}]`, 'a list of texts', list);
    return [...list].map((text: unknown, index) => {
      const name = `texts[${item}][${index}]`;
      const tokens = checkTokens(name, text, defaults.vocabularySize);
      const prompt = prompts[item] as readonly number[];
      const scored = complete ? [...tokens, defaults.endToken] : tokens;
      if (scored.length === 0)
        throw new DecoderError('invalid-tokens', `${name}: expected at least one token id, got none`);
      const positions = prompt.length + scored.length - 1;
      if (positions > defaults.maxLength) {
        throw new DecoderError(
          'too-long',
          `${name}: expected at most ${defaults.maxLength} positions, prompt and text need ${positions}`,
        );
      }
      return { item, prompt, scored };
    });
  });
}
