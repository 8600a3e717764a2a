import type { Slot } from '@crossattn/core';
import type { Generation } from '@crossattn/decoder';
import { type TextDecoding, TextWriter } from '@crossattn/task';
import type { Answer } from './answer.js';
import { answerDecoding } from './answer-decoding.js';
import type { AnswerNetworks } from './answer-networks.js';
import type { JoinedQuestion } from './answer-together.js';
import { ownSlots, withoutPadding } from './own-positions.js';
import type { WritingPlan } from './plan-answer.js';

/** Lets the model write the answers to questions, the likeliest first. */
export async function writeAnswers(
  { checkpoint, decoder }: AnswerNetworks,
  questions: readonly JoinedQuestion[],
  { options }: WritingPlan,
  signal: AbortSignal | undefined,
): Promise<Answer[][]> {
  const generations = await decoder.generate(
    questions.map(({ memory }) => memory),
    {
      ...options,
      minTokens: 1,
      task: 'answer',
      prompt: questions.map(({ prompt }) => prompt),
      ...(signal && { signal }),
    },
  );
  const decoding = answerDecoding(checkpoint.tokenizer);
  return generations.map((candidates, index) => {
    const question = questions[index] as JoinedQuestion;
    const slots = ownSlots(question);
    return ranked(candidates.map((generation) => answerOf(generation, question, slots, decoding)));
  });
}

/** A generation as an answer. */
export function answerOf(
  { tokens, logProbability, finishReason }: Generation,
  question: JoinedQuestion,
  slots: readonly Slot[],
  decoding: TextDecoding,
): Answer {
  const writer = new TextWriter(decoding);
  const texts = tokens.map((token) => writer.add(withoutPadding(token, question)));
  return { answer: writer.text, score: Math.exp(logProbability), logProbability, tokens: texts, finishReason, slots };
}

/** The answers by score; those with the same text become one that has the score of all. */
function ranked(answers: readonly Answer[]): Answer[] {
  const merged = new Map<string, Answer>();
  for (const answer of [...answers].sort((left, right) => right.score - left.score)) {
    const same = merged.get(answer.answer);
    const score = answer.score + (same?.score ?? 0);
    merged.set(answer.answer, same ? { ...same, score, logProbability: Math.log(score) } : answer);
  }
  return [...merged.values()].sort((left, right) => right.score - left.score);
}
