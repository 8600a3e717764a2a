import { describe, expect, it } from 'vitest';
import type { ReadingPassage, ReadingQuestion } from '../collection/reading-collection.js';
import { askReader } from './ask-reader.js';
import { askOwnPassages } from './asked-question.js';
import { askOtherArticles } from './other-articles.js';
import type { PassageReader } from './passage-reader.js';
import { outcomeOf } from './read-outcome.js';
import { RecentMemories } from './recent-memories.js';

const passage = (id: string, title: string): ReadingPassage => ({ id, title, text: `text of ${id}`, source: 's' });
const question = (id: string, own: ReadingPassage): ReadingQuestion => ({
  id,
  question: `${id}?`,
  answers: [],
  passage: own,
  source: 's',
});
const attention = { passages: [{ weight: 0.1 }, { weight: 0.2 }] };
const signal = new AbortController().signal;

describe('askOtherArticles', () => {
  const pool = Array.from({ length: 60 }, (_, index) => passage(`p${index}`, `title ${index % 6}`));
  const questions = pool.map((own) => question(`of ${own.id}`, own));

  it('draws passages with other titles, none twice, always the same ones', () => {
    const asked = askOtherArticles(questions, pool, 20);
    for (const { question, passages } of asked) {
      expect(new Set(passages).size).toBe(20);
      expect(passages.some(({ title }) => title === question.passage.title)).toBe(false);
    }
    expect(askOtherArticles(questions, pool, 20)).toEqual(asked);
    expect(new Set(askOtherArticles(questions, pool, 1).map(({ passages }) => passages[0]?.id)).size).toBeGreaterThan(
      20,
    );
  });

  it('takes fewer where there are no more', () => {
    expect(askOtherArticles(questions.slice(0, 1), pool.slice(0, 7), 20)[0]?.passages).toHaveLength(5);
  });
});

describe('RecentMemories', () => {
  it('encodes a passage once while it is asked for', async () => {
    const calls: (readonly string[])[] = [];
    const memories = new RecentMemories({
      encode: async (texts: readonly string[]) => {
        calls.push(texts);
        return texts.map((text) => `memory of ${text}`);
      },
    });
    const [one, two, three] = [passage('1', 'a'), passage('2', 'a'), passage('3', 'b')] as const;
    expect(await memories.of([one, two], signal)).toEqual(['memory of text of 1', 'memory of text of 2']);
    expect(await memories.of([three, one], signal)).toEqual(['memory of text of 3', 'memory of text of 1']);
    expect(await memories.of([two], signal)).toEqual(['memory of text of 2']);
    expect(calls).toEqual([['text of 1', 'text of 2'], ['text of 3']]);
    // 599 others leave room for one: the one that was asked for last.
    const many = Array.from({ length: 599 }, (_, index) => passage(`other ${index}`, 'c'));
    await memories.of(many, signal);
    await memories.of([two, one], signal);
    expect(calls.at(-1)).toEqual(['text of 1']);
  });
});

describe('askReader', () => {
  const reader: PassageReader<string> = {
    encode: async (texts) => texts,
    read: async ({ question, memories }) => [
      {
        answer: null,
        score: 0.5,
        citations: [],
        attention,
      },
      {
        answer: `${question} ${memories[0]}`,
        score: 0.4,
        citations: [{ passage: 1 }],
        attention,
      },
    ],
  };
  const asked = askOwnPassages([question('q', passage('1', 'a'))]);
  const options = { memories: new RecentMemories(reader), signal, onAnswer: () => undefined };

  it('keeps what is scored', async () => {
    expect(await askReader(reader, asked, options)).toEqual([
      { answer: null, score: 0.5, span: 'q? text of 1', nowhere: 0.5, cited: 1, attended: 1 },
    ]);
  });

  it('says which question failed', async () => {
    const broken: PassageReader<string> = {
      ...reader,
      read: () => Promise.reject(new Error('no words')),
    };
    await expect(askReader(broken, asked, options)).rejects.toMatchObject({
      code: 'question-failed',
      message: 'q: no words',
    });
  });

  it('stops where it is stopped', async () => {
    const aborted = { ...options, signal: AbortSignal.abort() };
    await expect(askReader(reader, asked, aborted)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

it('outcomeOf makes nothing up where there is nothing', () => {
  expect(outcomeOf([])).toEqual({ answer: null, score: 0, span: '', nowhere: 0, cited: -1, attended: -1 });
});
