import { createVisualQuestionAnswerer, type VisualQuestionAnswerer } from '@crossattn/vqa';
import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import { sameQuestions } from './same-questions.js';

/** What `bench vqa` measures with. */
export interface QuestionBenchSettings {
  readonly photo: string;
  /** `embedded`, or a folder. */
  readonly model: string;
  /** How often everything is measured. */
  readonly rounds: number;
  /** Questions to the photo, for each measurement. */
  readonly counts: readonly number[];
}

/** What asking so many questions took. */
interface Asking {
  readonly milliseconds: number;
  readonly photosEncoded: number;
  readonly photosProjected: number;
  /** Bytes of keys and values held for the photo when all were answered. */
  readonly byteLength: number;
}

/** Greedy answers of at most three tokens: the work of every question is alike. */
const options = { beams: 1, maxTokens: 3 } as const;

/**
 * Questions to one photo, in a session and each anew, in turns, so that both meet the same machine; then one more question
 * to a session that has answered others.
 */
export async function benchQuestions(settings: QuestionBenchSettings): Promise<Measurement[]> {
  await using answerer = await createVisualQuestionAnswerer({ model: settings.model });
  const { photo, rounds } = settings;
  await inSession(answerer, photo, 8);
  await anew(answerer, photo, 1);
  const measurements: Measurement[] = [];
  for (const count of settings.counts) measurements.push(...(await compare(answerer, photo, count, rounds)));
  return [...measurements, await oneMore(answerer, photo, rounds)];
}

async function compare(
  answerer: VisualQuestionAnswerer,
  photo: string,
  count: number,
  rounds: number,
): Promise<Measurement[]> {
  const together: Asking[] = [];
  const apart: Asking[] = [];
  for (let round = 0; round < rounds; round++) {
    together.push(await inSession(answerer, photo, count));
    apart.push(await anew(answerer, photo, count));
  }
  const of = (askings: readonly Asking[], field: keyof Asking) => summarize(askings.map((asking) => asking[field]));
  const ratios = apart.map(({ milliseconds }, round) => milliseconds / (together[round] as Asking).milliseconds);
  const name = count === 1 ? '1 question' : `${count} questions`;
  const once = { bound: 'at most', value: 1 } as const;
  return [
    { name: `${name}, one session`, unit: 'ms', summary: of(together, 'milliseconds') },
    { name: `${name}, each anew`, unit: 'ms', summary: of(apart, 'milliseconds') },
    {
      name: `${name}: anew by session`,
      unit: 'ratio',
      summary: summarize(ratios),
      ...(count >= 64 && { target: { bound: 'at least', value: 5 } as const }),
    },
    { name: `${name}: encoder runs, session`, unit: 'times', summary: of(together, 'photosEncoded'), target: once },
    { name: `${name}: encoder runs, anew`, unit: 'times', summary: of(apart, 'photosEncoded') },
    { name: `${name}: projections, session`, unit: 'times', summary: of(together, 'photosProjected'), target: once },
    { name: `${name}: projections, anew`, unit: 'times', summary: of(apart, 'photosProjected') },
    {
      name: `${name}: photo's keys and values`,
      unit: 'MB',
      summary: summarize(together.map(({ byteLength }) => byteLength / 1e6)),
    },
  ];
}

async function inSession(answerer: VisualQuestionAnswerer, photo: string, count: number): Promise<Asking> {
  return counted(answerer, async () => {
    await using session = await answerer.session(photo);
    await session.ask(sameQuestions(count), options);
    return session.byteLength;
  });
}

async function anew(answerer: VisualQuestionAnswerer, photo: string, count: number): Promise<Asking> {
  return counted(answerer, async () => {
    for (const question of sameQuestions(count)) await answerer.answer({ image: photo, question }, options);
    return 0;
  });
}

async function counted(answerer: VisualQuestionAnswerer, work: () => Promise<number>): Promise<Asking> {
  const before = answerer.statistics;
  const start = performance.now();
  const byteLength = await work();
  const milliseconds = performance.now() - start;
  const after = answerer.statistics;
  return {
    milliseconds,
    photosEncoded: after.photosEncoded - before.photosEncoded,
    photosProjected: after.photosProjected - before.photosProjected,
    byteLength,
  };
}

async function oneMore(answerer: VisualQuestionAnswerer, photo: string, rounds: number): Promise<Measurement> {
  await using session = await answerer.session(photo);
  await session.ask(sameQuestions(8), options);
  const milliseconds: number[] = [];
  for (const question of sameQuestions(8 * rounds)) {
    const start = performance.now();
    await session.ask(question, options);
    milliseconds.push(performance.now() - start);
  }
  return {
    name: 'one more question to a session',
    unit: 'ms',
    summary: summarize(milliseconds),
    target: { bound: 'at most', value: 60 },
  };
}
