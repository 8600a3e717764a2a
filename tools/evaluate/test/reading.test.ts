import { createReader, type Reader } from '@crossattn/reading';
import { sharedPart } from '@crossattn/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, scoreSources } from '../src/reading/answers/score-sources.js';
import { askReader } from '../src/reading/asking/ask-reader.js';
import { type AskedQuestion, askOwnPassages } from '../src/reading/asking/asked-question.js';
import { askOtherArticles } from '../src/reading/asking/other-articles.js';
import { RecentMemories } from '../src/reading/asking/recent-memories.js';
import { readCollection } from '../src/reading/collection/read-collection.js';
import type { ReadingCollection, ReadingQuestion } from '../src/reading/collection/reading-collection.js';
import { scoreDeclining } from '../src/reading/declining/score-declining.js';
import { mainSource, otherArticlesPool } from '../src/reading/reading-settings.js';
import { sample } from '../src/statistics/sample.js';

const material = sharedPart('text/reading');
const count = 60;
const others = 4;

describe.skipIf(material.absent)(material.title('the embedded reader on SQuAD'), () => {
  let collection: ReadingCollection;
  let questions: ReadingQuestion[];
  let reader: Reader;
  let ask: (asked: readonly AskedQuestion[]) => ReturnType<typeof askReader>;

  beforeAll(async () => {
    collection = await readCollection(material.path);
    questions = sample(
      collection.answerable.filter(({ source }) => source === mainSource),
      count,
    );
    reader = await createReader({ model: 'embedded' });
    const signal = new AbortController().signal;
    const memories = new RecentMemories(reader);
    ask = (asked) => askReader(reader, asked, { memories, signal, onAnswer: () => undefined });
  }, 300_000);
  afterAll(() => reader.dispose());

  it('holds 20,440 passages, whose answers stand where they are said to', () => {
    expect(collection.passages).toHaveLength(20_440);
    expect(collection.answerable).toHaveLength(6965);
    expect(collection.unanswerable).toHaveLength(3363);
  });

  it('reads answers in the passage, and declines what another article is asked', async () => {
    const asked = askOwnPassages(questions);
    const outcomes = await ask(asked);
    const [squad] = scoreSources(questions, outcomes);
    expect(squad?.spans.f1.value).toBeGreaterThan(0.62);
    expect(squad?.spans.exact.value).toBeGreaterThan(0.5);
    const elsewhere = askOtherArticles(questions, sample(collection.passages, otherArticlesPool), 1);
    const { answerable, unanswerable } = scoreDeclining({ name: 'own', asked, outcomes }, [
      { name: 'other', asked: elsewhere, outcomes: await ask(elsewhere) },
    ]);
    expect(answerable.declined.value).toBeLessThan(0.2);
    expect(unanswerable[0]?.declined.value).toBeGreaterThan(0.75);
    expect(unanswerable[0]?.area).toBeGreaterThan(0.9);
  }, 300_000);

  it('cites the passage that it reads from, and cannot do without it', async () => {
    const without = askOtherArticles(questions, sample(collection.passages, otherArticlesPool), others);
    const joined = without.map(({ question, passages }, index) => {
      const place = index % (others + 1);
      return { question, passages: [...passages.slice(0, place), question.passage, ...passages.slice(place)], place };
    });
    const [outcomes, outcomesWithout] = [await ask(joined), await ask(without)];
    const right = joined
      .map((asked, index) => ({ ...asked, outcome: outcomes[index], outcomeWithout: outcomesWithout[index] }))
      .filter(({ question, outcome }) => judge(question, outcome?.answer ?? null).exact === 1);
    expect(right.length).toBeGreaterThan(count / 2.5);
    const cited = right.filter(({ outcome, place }) => outcome?.attended === place && outcome.cited === place);
    expect(cited.length / right.length).toBeGreaterThan(0.85);
    const changed = right.filter(({ outcome, outcomeWithout }) => outcome?.answer !== outcomeWithout?.answer);
    expect(changed.length / right.length).toBeGreaterThan(0.9);
  }, 300_000);
});
