import { DecoderError } from '../decoder-error.js';
import { chooseTask } from './choose-task.js';
import type { GenerateOptions, SamplingOptions } from './generate-options.js';
import type { GenerationDefaults, TaskDefaults } from './generation-defaults.js';
import type { GenerationRequest, SamplingPlan } from './generation-plan.js';
import {
  checkBoolean,
  checkFinite,
  checkNames,
  checkSignal,
  checkTokens,
  checkWhole,
  invalid,
} from './option-checks.js';
import { planPrompts } from './plan-prompts.js';

const OPTIONS: readonly (keyof GenerateOptions)[] = [
  'task',
  'prompt',
  'beams',
  'lengthPenalty',
  'candidates',
  'sampling',
  'noRepeatNgram',
  'minTokens',
  'maxTokens',
  'bannedTokens',
  'attention',
  'signal',
];

/** Names of the options that a stream has. */
export const STREAM_OPTIONS: readonly string[] = OPTIONS.filter((name) => name !== 'beams' && name !== 'candidates');

const SAMPLING_OPTIONS: readonly (keyof SamplingOptions)[] = ['temperature', 'topK', 'topP', 'seed'];

/**
 * Checks the options and fills in the defaults.
 *
 * @param items memories in the batch
 * @throws DecoderError `unknown-option`, `invalid-option`, `conflicting-options`, `invalid-tokens`, `too-long`
 */
export function planGeneration(
  options: GenerateOptions,
  defaults: GenerationDefaults,
  items: number,
): GenerationRequest {
  checkNames(options, OPTIONS, 'generation');
  const task = chooseTask(options.task, defaults);
  const prompts = planPrompts(options.prompt, task, defaults, items);
  const sampling = options.sampling === undefined ? undefined : planSampling(options.sampling);
  const beams = checkWhole('beams', options.beams ?? (sampling ? 1 : task.beams), 1);
  if (sampling && beams > 1) {
    throw new DecoderError(
      'conflicting-options',
      `sampling draws one token a step, so beams can only be 1, got ${beams}`,
    );
  }
  const candidates = checkWhole('candidates', options.candidates ?? 1, 1);
  if (!sampling && candidates > beams) {
    throw new DecoderError(
      'conflicting-options',
      `candidates: expected at most as many as beams (${beams}) or sampling, got ${candidates}`,
    );
  }
  const maxTokens = planMaxTokens(options.maxTokens, prompts, task, defaults);
  const minTokens = checkWhole('minTokens', options.minTokens ?? 0, 0);
  if (minTokens > maxTokens) {
    throw new DecoderError(
      'conflicting-options',
      `minTokens: expected at most maxTokens (${maxTokens}), got ${minTokens}`,
    );
  }
  const banned = checkTokens('bannedTokens', options.bannedTokens ?? [], defaults.vocabularySize);
  checkSignal(options.signal);
  const plan = {
    beams,
    candidates,
    sampling,
    lengthPenalty: checkFinite('lengthPenalty', options.lengthPenalty ?? task.lengthPenalty),
    noRepeatNgram: checkWhole('noRepeatNgram', options.noRepeatNgram ?? task.noRepeatNgram, 0),
    minTokens,
    maxTokens,
    end: defaults.endToken,
    banned: [...new Set([...defaults.bannedTokens, ...banned])],
    attention: checkBoolean('attention', options.attention ?? false),
    signal: options.signal,
  };
  return { prompts, plan };
}

function planMaxTokens(
  value: number | undefined,
  prompts: readonly (readonly number[])[],
  task: TaskDefaults,
  defaults: GenerationDefaults,
): number {
  const longest = Math.max(0, ...prompts.map((prompt) => prompt.length));
  const room = defaults.maxLength - longest + 1;
  if (value === undefined) return Math.min(task.maxTokens, room);
  checkWhole('maxTokens', value, 1);
  if (value > room) {
    throw new DecoderError(
      'too-long',
      `maxTokens: expected at most ${room} (${defaults.maxLength} positions, prompt of ${longest}), got ${value}`,
    );
  }
  return value;
}

function planSampling(options: SamplingOptions): SamplingPlan {
  if (typeof options !== 'object' || options === null) throw invalid('sampling', 'an object', options);
  checkNames(options, SAMPLING_OPTIONS, 'sampling');
  const temperature = checkFinite('sampling.temperature', options.temperature ?? 1);
  if (temperature <= 0) throw invalid('sampling.temperature', 'a number above 0', temperature);
  const topP = checkFinite('sampling.topP', options.topP ?? 1);
  if (topP <= 0 || topP > 1) throw invalid('sampling.topP', 'a number above 0, at most 1', topP);
  return {
    temperature,
    topP,
    topK: options.topK === undefined ? undefined : checkWhole('sampling.topK', options.topK, 1),
    seed: checkWhole('sampling.seed', options.seed ?? Math.floor(Math.random() * 2 ** 53), 0),
  };
}
