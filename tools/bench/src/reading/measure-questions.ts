import type { Reader } from '@crossattn/reading';
import type { Measurement } from '../measurement.js';
import { summarize } from '../statistics.js';
import { passagesOfTokens } from './passages-of-tokens.js';
import type { ReadingBenchSettings } from './settings.js';

const passageCount = 20;
const passageTokens = 128;

/** A question to passages that are new in every round, and another to their memories. */
export async function measureQuestions(
  reader: Reader,
  { texts, rounds }: ReadingBenchSettings,
): Promise<Measurement[]> {
  const passages = passagesOfTokens(reader.encoder, texts.passages, passageTokens, (rounds + 1) * passageCount);
  const fresh: number[] = [];
  const encoding: number[] = [];
  const again: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const chosen = passages.slice(round * passageCount, (round + 1) * passageCount);
    const [question, other] = [2 * round, 2 * round + 1].map(
      (index) => texts.questions[index % texts.questions.length] as string,
    ) as [string, string];
    fresh.push(await timed(() => reader.read({ question, passages: chosen })));
    const start = performance.now();
    const memories = await reader.encode(chosen);
    encoding.push(performance.now() - start);
    again.push(await timed(() => reader.read({ question: other, memories })));
  }
  // The first round warms up and does not count.
  for (const times of [fresh, encoding, again]) times.shift();
  const name = `${passageCount} passages of ${passageTokens} tokens`;
  return [
    {
      name: `${name}, one question`,
      unit: 'ms',
      summary: summarize(fresh),
      target: { bound: 'at most', value: 700 },
    },
    { name: `${name}, encoded`, unit: 'ms', summary: summarize(encoding) },
    {
      name: 'another question to their memories',
      unit: 'ms',
      summary: summarize(again),
      target: { bound: 'at most', value: 250 },
    },
    {
      name: 'first question by another',
      unit: 'ratio',
      summary: summarize(fresh.map((milliseconds, round) => milliseconds / (again[round] as number))),
    },
  ];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
