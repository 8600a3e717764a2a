import { describe, expect, it } from 'vitest';
import { DecoderError } from '../decoder-error.js';
import type { GenerateOptions } from './generate-options.js';
import type { GenerationDefaults } from './generation-defaults.js';
import { planGeneration } from './plan-generation.js';

const defaults: GenerationDefaults = {
  vocabularySize: 100,
  maxLength: 12,
  endToken: 2,
  bannedTokens: [0, 1, 3],
  tasks: { caption: { prompt: [3], beams: 3, lengthPenalty: 0.6, noRepeatNgram: 2, maxTokens: 20 } },
};
const answer = { prompt: [4, 3], beams: 5, lengthPenalty: 0, noRepeatNgram: 0, maxTokens: 8 };
const several: GenerationDefaults = { ...defaults, tasks: { ...defaults.tasks, answer } };

describe('planGeneration', () => {
  it('fills in what the checkpoint says', () => {
    expect(planGeneration({}, defaults, 2)).toEqual({
      prompts: [[3], [3]],
      plan: {
        beams: 3,
        candidates: 1,
        lengthPenalty: 0.6,
        sampling: undefined,
        noRepeatNgram: 2,
        minTokens: 0,
        maxTokens: 12,
        end: 2,
        banned: [0, 1, 3],
        attention: false,
        signal: undefined,
      },
    });
  });

  it('takes every option', () => {
    const signal = new AbortController().signal;
    const options: GenerateOptions = {
      task: 'caption',
      prompt: [[3], [3, 9, 8]],
      beams: 5,
      lengthPenalty: -1,
      candidates: 4,
      noRepeatNgram: 0,
      minTokens: 4,
      maxTokens: 10,
      bannedTokens: [7, 3],
      attention: true,
      signal,
    };
    const { prompts, plan } = planGeneration(options, defaults, 2);
    expect(prompts).toEqual([[3], [3, 9, 8]]);
    const { task, prompt, bannedTokens, ...same } = options;
    expect(plan).toMatchObject({ ...same, banned: [0, 1, 3, 7] });
  });

  it('samples from one beam, with a seed of its own where none is given', () => {
    const { plan } = planGeneration({ sampling: {}, candidates: 9 }, defaults, 1);
    expect(plan).toMatchObject({ beams: 1, candidates: 9, sampling: { temperature: 1, topP: 1, topK: undefined } });
    const seeds = Array.from({ length: 4 }, () => planGeneration({ sampling: {} }, defaults, 1).plan.sampling?.seed);
    expect(new Set(seeds).size).toBe(4);
    const sampling = { temperature: 0.7, topK: 5, topP: 0.9, seed: 0 };
    expect(planGeneration({ sampling }, defaults, 1).plan.sampling).toEqual(sampling);
  });

  it.each<[string, object, RegExp]>([
    ['unknown-option', { beam: 3 }, /"beam".*beams/],
    ['unknown-option', { sampling: { top_k: 3 } }, /"top_k".*topK/],
    ['invalid-option', { beams: 0 }, /beams: expected a whole number from 1, got 0/],
    ['invalid-option', { beams: 1.5 }, /beams/],
    ['invalid-option', { beams: '3' }, /beams.*got "3"/],
    ['invalid-option', { lengthPenalty: Number.NaN }, /lengthPenalty.*NaN/],
    ['invalid-option', { candidates: 0 }, /candidates/],
    ['invalid-option', { noRepeatNgram: -1 }, /noRepeatNgram/],
    ['invalid-option', { minTokens: -1 }, /minTokens/],
    ['invalid-option', { maxTokens: 0 }, /maxTokens/],
    ['invalid-option', { attention: 1 }, /attention: expected true or false, got 1/],
    ['invalid-option', { signal: {} }, /signal: expected an AbortSignal, got an object/],
    ['invalid-option', { sampling: null }, /sampling/],
    ['invalid-option', { sampling: { temperature: 0 } }, /temperature.*above 0/],
    ['invalid-option', { sampling: { topK: 0 } }, /topK/],
    ['invalid-option', { sampling: { topP: 1.1 } }, /topP/],
    ['invalid-option', { sampling: { topP: 0 } }, /topP/],
    ['invalid-option', { sampling: { seed: -1 } }, /seed/],
    ['invalid-option', { sampling: { seed: 2 ** 53 } }, /seed/],
    ['invalid-option', { bannedTokens: 7 }, /bannedTokens: expected an array of token ids, got 7/],
    ['invalid-option', { prompt: 3 }, /prompt/],
    ['invalid-option', { prompt: [[3], [3], [3]] }, /prompt: expected one prompt, or 2 for 2 memories, got 3/],
    ['invalid-tokens', { prompt: [] }, /prompt: expected at least one/],
    ['invalid-tokens', { prompt: [[3], []] }, /prompt\[1\]: expected at least one/],
    ['invalid-tokens', { prompt: [3, 100] }, /prompt\[1\]: expected a token id from 0 to 99, got 100/],
    ['invalid-tokens', { prompt: [[3], [-1]] }, /prompt\[1\]\[0\].*got -1/],
    ['invalid-tokens', { bannedTokens: [2.5] }, /bannedTokens\[0\]/],
    ['too-long', { prompt: new Array(13).fill(3) }, /at most 12.*got 13/],
    ['too-long', { prompt: [3, 3, 3], maxTokens: 11 }, /at most 10 \(12 positions, prompt of 3\), got 11/],
    ['conflicting-options', { beams: 2, sampling: {} }, /beams can only be 1, got 2/],
    ['conflicting-options', { beams: 2, candidates: 3 }, /at most as many as beams \(2\)/],
    ['conflicting-options', { minTokens: 5, maxTokens: 4 }, /at most maxTokens \(4\), got 5/],
  ])('refuses with %s: %j', (code, options, message) => {
    const plan = () => planGeneration(options as GenerateOptions, defaults, 2);
    expect(plan).toThrow(DecoderError);
    expect(plan).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it('takes prompt and defaults from the task that is asked for', () => {
    const { prompt, ...rest } = answer;
    expect(planGeneration({ task: 'answer' }, several, 1)).toMatchObject({ prompts: [prompt], plan: rest });
    expect(planGeneration({ task: 'answer', prompt: [5] }, several, 1)).toMatchObject({ prompts: [[5]], plan: rest });
  });

  it.each([[undefined], ['caption '], ['toString'], [3]])('refuses the task %j where there are several', (task) => {
    for (const options of [{ task }, { task, prompt: [3] }] as GenerateOptions[]) {
      expect(() => planGeneration(options, several, 1)).toThrow(
        expect.objectContaining({
          code: 'invalid-option',
          message: expect.stringContaining(`task: expected "caption" or "answer", the checkpoint's tasks, got `),
        }),
      );
    }
  });
});
