import type { ProjectedMemory } from '@crossattn/decoder';
import { TextWriter } from '@crossattn/task';
import { answerDecoding } from './answer-decoding.js';
import type { AnswerNetworks } from './answer-networks.js';
import type { AnswerStreamOptions } from './answer-options.js';
import type { AnswerPart } from './answer-part.js';
import { type JoinedQuestion, joinQuestions } from './answer-together.js';
import { checkNames, checkSignal, streamOptionNames } from './check-options.js';
import { ownSlots, withoutPadding } from './own-positions.js';
import { readQuestion } from './read-question.js';
import type { WorkCounter } from './work-counter.js';
import { answerOf } from './write-answers.js';

/** Answers one question token by token, greedily. */
export async function* streamAnswer(
  networks: AnswerNetworks,
  counter: WorkCounter,
  photo: ProjectedMemory,
  question: string,
  options: AnswerStreamOptions,
  encode: number,
): AsyncGenerator<AnswerPart> {
  checkNames(options, streamOptionNames, 'a stream');
  checkSignal(options.signal);
  const { checkpoint, textEncoder, decoder } = networks;
  const start = performance.now();
  const read = readQuestion(textEncoder, question, {});
  const [joined] = (await joinQuestions(networks, counter, [{ photo, question: read }], options.signal)) as [
    JoinedQuestion,
  ];
  const decodeStart = performance.now();
  const decoding = answerDecoding(checkpoint.tokenizer);
  const writer = new TextWriter(decoding);
  for await (const part of decoder.stream(joined.memory, {
    ...options,
    minTokens: 1,
    task: 'answer',
    prompt: joined.prompt,
  })) {
    if (part.type === 'token') {
      yield { type: 'token', index: part.index, token: writer.add(withoutPadding(part.token, joined)) };
      continue;
    }
    yield {
      type: 'answer-end',
      question,
      answers: [answerOf(part.generation, joined, ownSlots(joined), decoding)],
      ...(read.truncation && { truncation: read.truncation }),
      milliseconds: { encode, question: decodeStart - start, decode: performance.now() - decodeStart },
    };
  }
}
