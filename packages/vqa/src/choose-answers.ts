import type { TextScore } from '@crossattn/decoder';
import { TextWriter } from '@crossattn/task';
import type { Answer } from './answer.js';
import { answerDecoding } from './answer-decoding.js';
import type { AnswerNetworks } from './answer-networks.js';
import type { JoinedQuestion } from './answer-together.js';
import type { Candidate } from './candidates.js';
import { ownSlots } from './own-positions.js';
import type { ChoicePlan } from './plan-answer.js';

/** Lets the model choose among the candidates of each question, all in one pass. */
export async function chooseAnswers(
  { checkpoint, decoder }: AnswerNetworks,
  questions: readonly JoinedQuestion[],
  plans: readonly ChoicePlan[],
  signal: AbortSignal | undefined,
): Promise<Answer[][]> {
  const scores = await decoder.score(
    questions.map(({ memory }) => memory),
    plans.map(({ candidates }) => candidates.map(({ tokens }) => tokens)),
    { task: 'answer', prompt: questions.map(({ prompt }) => prompt), ...(signal && { signal }) },
  );
  const decoding = answerDecoding(checkpoint.tokenizer);
  return scores.map((own, index) => {
    const { candidates, topK } = plans[index] as ChoicePlan;
    const slots = ownSlots(questions[index] as JoinedQuestion);
    const shares = softmax(own.map(({ logProbability }) => logProbability));
    const answers = own.map((score, place): Answer => {
      const { text, tokens } = candidates[place] as Candidate;
      const writer = new TextWriter(decoding);
      return {
        answer: text,
        score: shares[place] as number,
        logProbability: score.logProbability,
        tokens: tokens.map((id, at) => writer.add({ id, probability: probabilityAt(score, at) })),
        finishReason: 'end',
        slots,
      };
    });
    return answers.sort((left, right) => right.score - left.score).slice(0, topK);
  });
}

function probabilityAt({ tokens }: TextScore, place: number): number {
  return Math.exp(tokens[place]?.logProbability as number);
}

function softmax(values: readonly number[]): number[] {
  const greatest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - greatest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
