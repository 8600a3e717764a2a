import { DecoderError } from '../decoder-error.js';
import { generatedToken, logProbabilitiesOf } from './generated-token.js';
import type { GeneratedToken, Generation } from './generation.js';
import type { GenerationPlan, GenerationRequest } from './generation-plan.js';
import { emptyHypothesis, extend, finish, type Hypothesis } from './hypothesis.js';
import { RandomStream } from './random.js';
import { sampleToken } from './sampler.js';
import { bannedAfter, withoutBanned } from './token-bans.js';
import type { StepOutput, TokenStepper } from './token-stepper.js';
import { bestToken } from './top-tokens.js';

/** A text grew by a token. */
interface RowTokenPart {
  readonly type: 'token';
  /** Which memory. */
  readonly item: number;
  /** Which of the memory's texts. */
  readonly candidate: number;
  /** The token's place in the text, from 0. */
  readonly index: number;
  readonly token: GeneratedToken;
}

/** A text is finished. */
interface RowEndPart {
  readonly type: 'generation-end';
  readonly item: number;
  readonly candidate: number;
  readonly generation: Generation;
}

export type RowPart = RowTokenPart | RowEndPart;

interface Row {
  readonly item: number;
  readonly candidate: number;
  readonly random: RandomStream | undefined;
  readonly hypothesis: Hypothesis;
  /** Its row in the last step. */
  readonly slot: number;
}

/**
 * Writes texts that know nothing of each other, greedy or drawn at random, all one token a step; a finished one leaves
 * the batch.
 */
export async function* generateRows(stepper: TokenStepper, request: GenerationRequest): AsyncGenerator<RowPart> {
  const { plan, prompts } = request;
  plan.signal?.throwIfAborted();
  let output = await stepper.step(
    prompts.map((tokens, source) => ({ source, parent: -1, tokens })),
    plan,
  );
  let rows: readonly Row[] = prompts.flatMap((_, item) => startRows(item, plan));
  while (rows.length > 0) {
    plan.signal?.throwIfAborted();
    const continued: Row[] = [];
    for (const row of rows) {
      const next = advance(row, output, stepper.vocabularySize, plan);
      if (next.token !== undefined) {
        const index = row.hypothesis.tokens.length;
        yield { type: 'token', item: row.item, candidate: row.candidate, index, token: next.token };
      }
      if (next.generation !== undefined) {
        yield { type: 'generation-end', item: row.item, candidate: row.candidate, generation: next.generation };
      } else {
        continued.push({ ...row, hypothesis: next.hypothesis });
      }
    }
    plan.signal?.throwIfAborted();
    if (continued.length > 0) {
      output = await stepper.step(
        continued.map(({ item, slot, hypothesis }) => ({
          source: item,
          parent: slot,
          tokens: [(hypothesis.tokens.at(-1) as GeneratedToken).id],
        })),
        plan,
      );
    }
    rows = continued.map((row, slot) => ({ ...row, slot }));
  }
}

function startRows(item: number, plan: GenerationPlan): Row[] {
  const streams = plan.sampling ? RandomStream.first(plan.sampling.seed, plan.candidates) : [];
  return Array.from({ length: plan.candidates }, (_, candidate) => ({
    item,
    candidate,
    random: streams[candidate],
    hypothesis: emptyHypothesis,
    slot: item,
  }));
}

interface Advance {
  readonly hypothesis: Hypothesis;
  readonly token?: GeneratedToken;
  readonly generation?: Generation;
}

function advance(row: Row, output: StepOutput, vocabularySize: number, plan: GenerationPlan): Advance {
  const { hypothesis, random, slot } = row;
  const values = logProbabilitiesOf(output, slot, vocabularySize);
  const id = withoutBanned(values, bannedAfter(hypothesis.tokens, plan), (allowed) =>
    plan.sampling && random ? sampleToken(allowed, plan.sampling, random) : bestToken(allowed),
  );
  if (id < 0) throw noTokenLeft(row.item, hypothesis.tokens.length);
  const logProbability = values[id] as number;
  if (id === plan.end) {
    return { hypothesis, generation: finish(hypothesis, 'end', plan.lengthPenalty, logProbability) };
  }
  const token = generatedToken(id, logProbability, output, slot, plan.attention);
  const extended = extend(hypothesis, token, logProbability);
  if (extended.tokens.length < plan.maxTokens) return { hypothesis: extended, token };
  return { hypothesis: extended, token, generation: finish(extended, 'length', plan.lengthPenalty) };
}

/** The error of a text that may neither go on nor end. */
export function noTokenLeft(item: number, written: number): DecoderError {
  return new DecoderError(
    'no-token-left',
    `item ${item}: after ${written} tokens every token of the vocabulary is banned (by bannedTokens, minTokens and noRepeatNgram together, or the model gave no finite probability)`,
  );
}
