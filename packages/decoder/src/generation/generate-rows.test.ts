import { describe, expect, it } from 'vitest';
import { toyPlan } from '../../test/toy-plan.js';
import { hashedModel, type ToyModel, ToyStepper } from '../../test/toy-stepper.js';
import { generateRows, type RowPart } from './generate-rows.js';
import type { Generation } from './generation.js';
import type { GenerationPlan } from './generation-plan.js';

async function collect(
  model: ToyModel,
  vocabularySize: number,
  prompts: readonly (readonly number[])[],
  plan: GenerationPlan,
) {
  const stepper = new ToyStepper(vocabularySize, model);
  const parts: RowPart[] = [];
  for await (const part of generateRows(stepper, { prompts, plan })) parts.push(part);
  const ends = parts.filter((part) => part.type === 'generation-end');
  const texts = ends.map(({ generation }) => generation);
  return { parts, ends, texts, steps: stepper.steps };
}

const ids = (text: Generation | undefined) => text?.tokens.map((token) => token.id);

/** After token t comes t + 1 for sure, and the end after the last; the prompt is the first token. */
const counting: ToyModel = (_, tokens) => {
  const last = tokens.at(-1) as number;
  return [0, 1, 2, 3, 4, 5].map((id) => (id === (last + 1) % 6 ? 0.9 : 0.02));
};

describe('greedy', () => {
  it('takes the likeliest token until the end', async () => {
    const { texts, steps } = await collect(counting, 6, [[2]], toyPlan());
    expect(texts).toEqual([
      {
        tokens: [3, 4, 5].map((id) => ({ id, probability: expect.closeTo(0.9, 6) })),
        finishReason: 'end',
        logProbability: expect.closeTo(4 * Math.log(0.9), 6),
        score: expect.closeTo(Math.log(0.9), 6),
      },
    ]);
    expect(steps).toHaveLength(4);
  });

  it('stops at maxTokens without a needless step', async () => {
    const { texts, steps } = await collect(counting, 6, [[1]], toyPlan({ maxTokens: 2 }));
    expect(ids(texts[0])).toEqual([2, 3]);
    expect(texts[0]?.finishReason).toBe('length');
    expect(texts[0]?.logProbability).toBeCloseTo(2 * Math.log(0.9), 6);
    expect(steps).toHaveLength(2);
  });

  it('ends no text before minTokens, and leaves the probabilities as the model gave them', async () => {
    const { texts } = await collect(counting, 6, [[5]], toyPlan({ minTokens: 1 }));
    expect(texts[0]?.tokens[0]).toEqual({ id: 1, probability: expect.closeTo(0.02, 6) });
  });

  it('never writes a banned token', async () => {
    const { texts } = await collect(counting, 6, [[2]], toyPlan({ banned: [3] }));
    expect(ids(texts[0])).toEqual([]);
    expect(texts[0]?.finishReason).toBe('end');
  });

  it('repeats no run of n tokens', async () => {
    const alternating: ToyModel = (_, tokens) => (tokens.at(-1) === 1 ? [0.1, 0.1, 0.8] : [0.1, 0.7, 0.2]);
    const free = await collect(alternating, 3, [[1]], toyPlan({ maxTokens: 5 }));
    expect(ids(free.texts[0])).toEqual([2, 1, 2, 1, 2]);
    const bound = await collect(alternating, 3, [[1]], toyPlan({ maxTokens: 8, noRepeatNgram: 2 }));
    expect(ids(bound.texts[0])).toEqual([2, 1, 2, 2]);
    const dead = await collect(alternating, 3, [[1]], toyPlan({ maxTokens: 8, noRepeatNgram: 1 }));
    expect(ids(dead.texts[0])).toEqual([2, 1]);
  });

  it('says so when nothing may follow', async () => {
    const generation = collect(counting, 6, [[2], [2]], toyPlan({ banned: [1, 2, 3, 4, 5], minTokens: 1 }));
    await expect(generation).rejects.toMatchObject({ code: 'no-token-left', message: expect.stringMatching(/item 0/) });
  });

  it('takes finished texts out of the batch and changes nothing for the others', async () => {
    const { texts, ends, steps } = await collect(counting, 6, [[4], [1], [3]], toyPlan());
    expect(steps.map((rows) => rows.length)).toEqual([3, 3, 2, 1, 1]);
    expect(ends.map(({ item }) => item)).toEqual([0, 2, 1]);
    expect(texts.map(ids)).toEqual([[5], [4, 5], [2, 3, 4, 5]]);
  });

  it('brings the map of the query that chose the token', async () => {
    const { texts } = await collect(counting, 6, [[1, 2, 3], [2]], toyPlan({ attention: true }));
    expect(texts.map((text) => text.tokens.map((token) => [...(token.attention?.data ?? [])]))).toEqual([
      [
        [0, 3, 3],
        [0, 4, 4],
      ],
      [
        [1, 1, 2],
        [1, 2, 3],
        [1, 3, 4],
      ],
    ]);
  });

  it('tells each token when it is known', async () => {
    const { parts } = await collect(counting, 6, [[3], [4]], toyPlan());
    expect(parts.map((part) => [part.type, part.item, part.type === 'token' ? part.token.id : undefined])).toEqual([
      ['token', 0, 4],
      ['token', 1, 5],
      ['token', 0, 5],
      ['generation-end', 1, undefined],
      ['generation-end', 0, undefined],
    ]);
    expect(parts.filter((part) => part.type === 'token').map(({ index }) => index)).toEqual([0, 0, 1]);
  });
});

describe('sampling', () => {
  const model = hashedModel(12);
  const sampling = { temperature: 1.2, topK: undefined, topP: 0.95, seed: 11 };
  const plan = toyPlan({ sampling, maxTokens: 8, minTokens: 4 });

  it('gives the same text for the same seed, whatever else is in the batch', async () => {
    const alone = await collect(model, 12, [[1]], plan);
    const moved: ToyModel = (source, tokens) => model(source === 2 ? 0 : source + 9, tokens);
    const together = await collect(moved, 12, [[5], [7], [1], [2]], plan);
    const same = together.ends.find(({ item }) => item === 2)?.generation;
    expect(same).toEqual(alone.texts[0]);
    const other = await collect(model, 12, [[1]], { ...plan, sampling: { ...sampling, seed: 12 } });
    expect(ids(other.texts[0])).not.toEqual(ids(alone.texts[0]));
  });

  it('draws candidates from streams of their own, after one shared prompt step', async () => {
    const { ends, steps } = await collect(model, 12, [[1], [2]], { ...plan, candidates: 3 });
    expect(steps[0]).toHaveLength(2);
    expect(steps[1]).toHaveLength(6);
    const texts = ends.filter(({ item }) => item === 0).map(({ generation }) => ids(generation)?.join(' '));
    expect(new Set(texts).size).toBe(3);
    const one = await collect(model, 12, [[1]], plan);
    const first = ends.find(({ item, candidate }) => item === 0 && candidate === 0);
    expect(first?.generation).toEqual(one.texts[0]);
  });

  it('honours the bans', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { texts } = await collect(model, 12, [[1]], {
        ...plan,
        banned: [3, 4],
        noRepeatNgram: 1,
        sampling: { ...sampling, seed },
      });
      const written = ids(texts[0]) ?? [];
      expect(new Set(written).size).toBe(written.length);
      expect(written.length).toBeGreaterThanOrEqual(4);
      expect(written.some((id) => id === 3 || id === 4)).toBe(false);
    }
  });
});

describe('abort', () => {
  it('ends within one token, with the reason', async () => {
    const controller = new AbortController();
    const stepper = new ToyStepper(6, counting);
    const plan = toyPlan({ signal: controller.signal });
    const reason = new Error('enough');
    const seen: RowPart[] = [];
    const run = async () => {
      for await (const part of generateRows(stepper, { prompts: [[1]], plan })) {
        seen.push(part);
        controller.abort(reason);
      }
    };
    await expect(run()).rejects.toBe(reason);
    expect(seen).toHaveLength(1);
    expect(stepper.steps).toHaveLength(1);
  });

  it('takes no step when the signal was aborted before', async () => {
    const stepper = new ToyStepper(6, counting);
    const plan = toyPlan({ signal: AbortSignal.abort(new Error('never')) });
    await expect(generateRows(stepper, { prompts: [[1]], plan }).next()).rejects.toThrow('never');
    expect(stepper.steps).toHaveLength(0);
  });
});
