import { type JoinedMemory, joinProjected, type ProjectedMemory } from '@crossattn/decoder';
import type { Answer, AnswerResult } from './answer.js';
import type { AnswerNetworks } from './answer-networks.js';
import { chooseAnswers } from './choose-answers.js';
import type { AnswerPlan } from './plan-answer.js';
import type { ReadQuestion } from './read-question.js';
import type { WorkCounter } from './work-counter.js';
import { writeAnswers } from './write-answers.js';

/** A question to a photo whose keys and values are there. */
export interface AskedPhoto {
  readonly photo: ProjectedMemory;
  readonly question: ReadQuestion;
  readonly plan: AnswerPlan;
}

/** A question and its photo as one memory. */
export interface JoinedQuestion {
  readonly memory: JoinedMemory;
  /** Positions without the padding behind the question. */
  readonly length: number;
  /** What the decoder continues: the question's tokens, then those of the task. */
  readonly prompt: readonly number[];
}

/** A result without what its photo cost. */
export type WrittenResult = Omit<AnswerResult, 'milliseconds'> & {
  readonly milliseconds: Omit<AnswerResult['milliseconds'], 'encode'>;
};

/** Answers questions to photos, all in one run where their options are the same. */
export async function answerTogether(
  networks: AnswerNetworks,
  counter: WorkCounter,
  asked: readonly AskedPhoto[],
  signal: AbortSignal | undefined,
): Promise<WrittenResult[]> {
  const start = performance.now();
  const joined = await joinQuestions(networks, counter, asked, signal);
  const question = (performance.now() - start) / asked.length;
  const results = new Array<WrittenResult>(asked.length);
  for (const { plan, places } of samePlans(asked)) {
    const decodeStart = performance.now();
    const memories = places.map((place) => joined[place] as JoinedQuestion);
    const answers: Answer[][] =
      plan.type === 'write'
        ? await writeAnswers(networks, memories, plan, signal)
        : await chooseAnswers(
            networks,
            memories,
            places.map((place) => (asked[place] as AskedPhoto).plan as typeof plan),
            signal,
          );
    const decode = (performance.now() - decodeStart) / places.length;
    for (const [index, place] of places.entries()) {
      const { prepared, truncation } = (asked[place] as AskedPhoto).question;
      results[place] = {
        question: prepared.text,
        answers: answers[index] as Answer[],
        ...(truncation && { truncation }),
        milliseconds: { question, decode },
      };
    }
  }
  return results;
}

/** Encodes and projects the questions, equal ones once, and joins each with its photo; nothing is copied. */
export async function joinQuestions(
  { checkpoint, textEncoder, decoder }: AnswerNetworks,
  counter: WorkCounter,
  asked: readonly Pick<AskedPhoto, 'photo' | 'question'>[],
  signal: AbortSignal | undefined,
): Promise<JoinedQuestion[]> {
  const options = signal ? { signal } : {};
  const texts = [...new Map(asked.map(({ question: { prepared } }) => [prepared.text, prepared])).values()];
  const questions = await decoder.project(await textEncoder.encode(texts, options), options);
  counter.questionsEncoded += texts.length;
  const taskPrompt = checkpoint.config.tasks.answer?.prompt ?? [];
  const rows = new Map(texts.map(({ text }, row) => [text, row]));
  return asked.map(({ photo, question: { prepared } }) => ({
    memory: joinProjected([photo, { memory: questions, rows: [rows.get(prepared.text) as number] }]),
    length: photo.length + prepared.ids.length,
    prompt: [...prepared.ids, ...taskPrompt],
  }));
}

interface PlanGroup {
  readonly plan: AnswerPlan;
  readonly places: number[];
}

/** Which questions can run together: those that choose, and those that are written in the same way. */
function samePlans(asked: readonly AskedPhoto[]): PlanGroup[] {
  const groups = new Map<string, PlanGroup>();
  for (const [place, { plan }] of asked.entries()) {
    const key = plan.type === 'write' ? JSON.stringify(plan.options) : plan.type;
    const group = groups.get(key) ?? { plan, places: [] };
    groups.set(key, group);
    group.places.push(place);
  }
  return [...groups.values()];
}
