import { Writable } from 'node:stream';
import type { PassageMemory, Reader } from '@crossattn/reading';
import { describe, expect, it } from 'vitest';
import { generatedTexts } from './generated-texts.js';
import { measureEmbedding } from './measure-embedding.js';
import { measureQuestions } from './measure-questions.js';
import { measureSearch } from './measure-search.js';
import { passagesOfTokens, tokenCount } from './passages-of-tokens.js';
import { runReading } from './run-reading.js';
import { seededVectors } from './seeded-vectors.js';
import type { ReadingBenchSettings } from './settings.js';

const width = 16;

/** Takes every word for a token, between two special ones. */
const encoder = {
  ...seededVectors({ identity: { name: 'words', revision: '1' }, width, embed: () => Promise.reject() }),
  prepare: (text: string, { maxTokens = Infinity }: { readonly maxTokens?: number } = {}) => {
    const words = [...text.matchAll(/\S+/g)].slice(0, maxTokens);
    const spans = words.map(({ index, 0: word }) => ({
      kind: 'span',
      text: 0,
      start: index,
      end: index + word.length,
    }));
    return { text, ids: [1, ...words.map(() => 2), 3], slots: [{ kind: 'special' }, ...spans, { kind: 'special' }] };
  },
} as unknown as Reader['encoder'];

const settings: ReadingBenchSettings = {
  texts: { origin: 'here', ...generatedTexts(400, 9) },
  model: 'embedded',
  threads: undefined,
  rounds: 2,
  stored: 120,
  indexed: 500,
};

it('passagesOfTokens cuts passages of exactly so many tokens', () => {
  const passages = passagesOfTokens(encoder, settings.texts.passages, 128, 20);
  expect(passages).toHaveLength(20);
  for (const passage of passages) expect(encoder.prepare(passage).ids).toHaveLength(130);
  expect(new Set(passages).size).toBe(20);
  expect(tokenCount(encoder, passages)).toBe(20 * 130);
  expect(() => passagesOfTokens(encoder, ['too few words'], 128, 1)).toThrow('1 texts give 0 passages of 128 tokens');
});

describe('bench reading', () => {
  it('asks new passages in every round, and then their memories another question', async () => {
    const asked: { question: string; passages?: readonly string[]; memories?: readonly string[] }[] = [];
    const reader = {
      encoder,
      read: async (request: (typeof asked)[number]) => void asked.push(request),
      encode: async (passages: readonly string[]) => passages as unknown as PassageMemory[],
    } as unknown as Reader;
    const measurements = await measureQuestions(reader, settings);
    expect(measurements.map(({ summary }) => summary.count)).toEqual([2, 2, 2, 2]);
    expect(measurements.map(({ target }) => target?.value)).toEqual([700, undefined, 250, undefined]);
    expect(asked).toHaveLength(6);
    expect(new Set(asked.flatMap(({ passages }) => passages ?? [])).size).toBe(60);
    expect(asked[1]?.memories).toEqual(asked[0]?.passages);
    expect(asked[1]?.question).not.toBe(asked[0]?.question);
  });

  it('counts the tokens of vectors', async () => {
    const [rate] = await measureEmbedding({ encoder } as Reader, settings);
    expect(rate).toMatchObject({ unit: 'tokens/s', summary: { count: 2 }, target: { bound: 'at least', value: 6000 } });
    expect(rate?.summary.least).toBeGreaterThan(0);
  });

  it('searches a store', async () => {
    const [opening, search] = await measureSearch(encoder, settings);
    expect(opening).toMatchObject({ name: 'opening a store of 120 passages', summary: { count: 1 } });
    expect(search).toMatchObject({ name: 'search over 120 passages', summary: { count: 20 }, target: { value: 60 } });
  }, 300_000);

  it('makes up vectors of length 1, others for every passage', async () => {
    const { shape, data } = await encoder.embed(['one', 'two']);
    expect(shape).toEqual([2, width]);
    const [one, other] = [data.subarray(0, width), data.subarray(width)];
    expect(Math.hypot(...one)).toBeCloseTo(1, 6);
    expect(Math.hypot(...other)).toBeCloseTo(1, 6);
    expect(one).not.toEqual(other);
  });

  it('says what it does not understand', async () => {
    const texts = { stdout: '', stderr: '' };
    const into = (name: 'stdout' | 'stderr') =>
      new Writable({
        write(chunk, _encoding, done) {
          texts[name] += chunk;
          done();
        },
      });
    const outputs = { stdout: into('stdout'), stderr: into('stderr') };
    expect(await runReading(['--rounds', '0'], outputs, '/nowhere')).toBe(2);
    expect(texts.stderr).toContain('--rounds needs');
    expect(await runReading(['--help'], outputs, '/nowhere')).toBe(0);
    expect(texts.stdout).toContain('Usage: bench reading');
  });
});
