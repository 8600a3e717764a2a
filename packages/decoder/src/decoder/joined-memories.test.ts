import { joinMemories, type Memory, selectMemory } from '@crossattn/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/closeness.js';
import { loadTinyDecoder } from '../../test/tiny-decoder.js';
import { tinyMemory } from '../../test/tiny-memory.js';
import type { Generation } from '../generation/generation.js';
import { joinProjected, type MemoryPart } from '../memory/join-projected.js';
import type { JoinedMemory } from '../memory/joined-memory.js';
import type { ProjectedMemory } from '../memory/projected-memory.js';

type Tiny = Awaited<ReturnType<typeof loadTinyDecoder>>;

let tiny: Tiny;
beforeAll(async () => {
  tiny = await loadTinyDecoder();
});
afterAll(() => tiny.decoder.dispose());

/** A part of a joined memory, and which of its batch the texts query. */
interface Part {
  readonly memory: Memory;
  readonly rows: readonly number[];
}

async function joined(parts: readonly Part[]): Promise<JoinedMemory> {
  const projected = await Promise.all(parts.map(({ memory }) => tiny.decoder.project(memory)));
  return joinProjected(parts.map(({ rows }, part) => ({ memory: projected[part] as ProjectedMemory, rows })));
}

/** The same memory, joined by hand and then projected: every photo is there as often as there are questions. */
function byHand(parts: readonly Part[]): Promise<ProjectedMemory> {
  return tiny.decoder.project(joinMemories(parts.map(({ memory, rows }) => selectMemory(memory, rows))));
}

function expectSame(actual: Generation[][], expected: Generation[][]): void {
  const ids = (texts: Generation[][]) => texts.map((own) => own.map(({ tokens }) => tokens.map(({ id }) => id)));
  expect(ids(actual)).toEqual(ids(expected));
  const numbers = (texts: Generation[][]) =>
    texts
      .flat()
      .flatMap(({ tokens, logProbability, score }) => [
        logProbability,
        score,
        ...tokens.flatMap(({ probability, attention }) => [probability, ...(attention?.data ?? [])]),
      ]);
  expectClose(numbers(actual), numbers(expected));
}

const photos = tinyMemory(6, [6, 5], [1, 2]);
const questions = tinyMemory(4, [4, 1, 3, 2], [11, 12, 13, 14]);
const everyPair = [0, 1, 2, 3];
const part = (memory: Memory, rows: readonly number[]): Part => ({ memory, rows });

describe('joined memories give what memories joined before they are projected give', () => {
  const cases: [string, Part[]][] = [
    ['one photo, many questions', [part(selectMemory(photos, [0]), [0, 0, 0, 0]), part(questions, everyPair)]],
    ['several photos, unevenly often', [part(photos, [1, 0, 1, 1]), part(questions, everyPair)]],
    ['the question first', [part(questions, everyPair), part(photos, [0, 0, 0, 0])]],
    ['one question to several photos', [part(photos, [0, 1]), part(questions, [2, 2])]],
    ['the same pair twice', [part(photos, [1, 1]), part(questions, [3, 3])]],
    ['two photos and a question', [part(photos, [0, 0]), part(photos, [1, 1]), part(questions, [0, 2])]],
    ['a photo that nothing is seen of', [part(tinyMemory(5, [0]), [0, 0]), part(questions, [1, 3])]],
    ['nothing to attend to at all', [part(tinyMemory(5, [0]), [0, 0]), part(tinyMemory(2, [0]), [0, 0])]],
    ['one part', [part(questions, [3, 0, 3])]],
  ];

  it.each(cases)('greedy, beams and sampling: %s', async (_, parts) => {
    const [memory, expected] = [await joined(parts), await byHand(parts)];
    expect(memory.slots).toEqual(expected.slots);
    for (const options of [
      { beams: 1, attention: true, minTokens: 6, maxTokens: 9 },
      { beams: 3, candidates: 3, attention: true },
      { sampling: { seed: 3 }, candidates: 2, minTokens: 4 },
    ]) {
      expectSame(await tiny.decoder.generate(memory, options), await tiny.decoder.generate(expected, options));
    }
  });

  it.each(cases)('scores: %s', async (_, parts) => {
    const [memory, expected] = [await joined(parts), await byHand(parts)];
    const texts = Array.from({ length: memory.batch }, (_, item) =>
      [[5], [6, 7, 8], [], [9, 10]].slice(0, item === 1 ? 0 : 4),
    );
    const numbers = async (of: JoinedMemory | ProjectedMemory) =>
      (await tiny.decoder.score(of, texts)).flat().flatMap(({ tokens }) => tokens.map((token) => token.logProbability));
    expectClose(await numbers(memory), await numbers(expected));
  });

  it('streams', async () => {
    const memory = await joined(cases[1]?.[1] as Part[]);
    const options = { attention: true, maxTokens: 6, minTokens: 3 };
    const texts: Generation[][] = Array.from({ length: memory.batch }, () => []);
    for await (const streamed of tiny.decoder.stream(memory, options)) {
      if (streamed.type === 'generation-end') texts[streamed.item]?.push(streamed.generation);
    }
    expectSame(texts, await tiny.decoder.generate(await byHand(cases[1]?.[1] as Part[]), { ...options, beams: 1 }));
  });

  it('whatever the numbers of parts, photos, questions, positions and rows', async () => {
    const memories = fc
      .record({ length: fc.integer({ min: 0, max: 5 }), batch: fc.integer({ min: 1, max: 3 }), seed: fc.nat(99) })
      .chain(({ length, batch, seed }) =>
        fc.array(fc.integer({ min: 0, max: length }), { minLength: batch, maxLength: batch }).map((used) =>
          tinyMemory(
            length,
            used,
            used.map((_, item) => seed + item),
          ),
        ),
      );
    const batches = fc.integer({ min: 1, max: 6 }).chain((batch) =>
      fc.array(
        memories.chain((memory) =>
          fc
            .array(fc.nat((memory.states.shape[0] as number) - 1), { minLength: batch, maxLength: batch })
            .map((rows) => part(memory, rows)),
        ),
        { minLength: 2, maxLength: 3 },
      ),
    );
    const rows = fc.array(fc.array(fc.integer({ min: 4, max: 28 }), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(batches, rows, async (parts, texts) => {
        const [memory, expected] = [await joined(parts), await byHand(parts)];
        const [actual, wanted] = [await tiny.stepperOver(memory), await tiny.stepperOver(expected)];
        const start = Array.from({ length: memory.batch }, (_, source) => ({ source, parent: -1, tokens: [3] }));
        const continued = start.flatMap(({ source }) =>
          texts.slice(0, 1 + (source % texts.length)).map((tokens) => ({ source, parent: source, tokens })),
        );
        const left = continued.flatMap(({ source }, parent) =>
          source % 2 === 0 ? [{ source, parent, tokens: [7] }] : [],
        );
        for (const step of [start, continued, left]) {
          const [one, other] = [
            await actual.step(step, { attention: true }),
            await wanted.step(step, { attention: true }),
          ];
          expectClose(one.logProbabilities, other.logProbabilities);
          for (const row of step.keys()) {
            const [map, hand] = [one.attention?.(row), other.attention?.(row)];
            // A part without positions keeps a masked one.
            const shown = memory.slots[step[row]?.source as number]?.flatMap((slot, position) =>
              slot.kind === 'special' && slot.name === 'empty' ? [] : [position],
            );
            expectClose(columns(map, shown), hand?.shape[2] === shown?.length ? (hand?.data ?? []) : []);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Some columns of a map, flat. */
function columns(
  map: { readonly data: Float32Array; readonly shape: readonly number[] } | undefined,
  shown: number[] = [],
) {
  const length = map?.shape[2] ?? 0;
  const rows = (map?.data.length ?? 0) / length;
  return Array.from({ length: rows }, (_, row) =>
    shown.map((position) => map?.data[row * length + position] as number),
  ).flat();
}

describe('sharing', () => {
  it('holds parts by reference: bytes of the photo do not grow with the questions', async () => {
    const photo = await tiny.decoder.project(selectMemory(photos, [0]));
    const before = photo.byteLength;
    const few = await tiny.decoder.project(selectMemory(questions, [0]));
    const many = await tiny.decoder.project(selectMemory(questions, new Array(64).fill(1)));
    expect(joinProjected([photo, few]).byteLength - few.byteLength).toBe(before);
    const joinedMany = joinProjected([photo, many]);
    expect(joinedMany.byteLength - many.byteLength).toBe(before);
    expect(joinedMany.parts[0]?.memory).toBe(photo);
    expect(joinedMany).toMatchObject({ batch: 64, length: 10 });
  });

  it('joins in one call what was joined apart', async () => {
    const [one, other] = [
      await joined([part(photos, [0, 0]), part(questions, [0, 1])]),
      await joined([part(photos, [1, 1, 1]), part(tinyMemory(7, [7, 2, 5], [21, 22, 23]), [0, 1, 2])]),
    ];
    const options = { beams: 2, attention: true };
    const alone = [...(await tiny.decoder.generate(one, options)), ...(await tiny.decoder.generate(other, options))];
    expectSame(await tiny.decoder.generate([one, other], options), alone);
  });

  it('numbers images and texts on', async () => {
    const memory = await joined([part(photos, [0]), part(questions, [0])]);
    const texts = memory.slots[0]?.map((slot) => (slot.kind === 'span' ? slot.text : -1));
    expect(texts).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
  });
});

describe('parts that are refused', () => {
  let photo: ProjectedMemory;
  beforeAll(async () => {
    photo = await tiny.decoder.project(photos);
  });

  it.each<[string, (memory: ProjectedMemory) => unknown]>([
    ['no list', () => undefined],
    ['none', () => []],
    ['something else', (memory) => [memory, { memory: 3, rows: [0] }]],
    ['a memory that is not projected', () => [photos]],
    ['no rows', (memory) => [{ memory, rows: [] }]],
    ['rows that are not there', (memory) => [{ memory, rows: [2] }]],
    ['rows that are no numbers', (memory) => [{ memory, rows: ['0'] }]],
    ['batches that do not fit', (memory) => [memory, { memory, rows: [0, 1, 0] }]],
  ])('%s', (_, parts) => {
    expect(() => joinProjected(parts(photo) as MemoryPart[])).toThrow(
      expect.objectContaining({ code: 'invalid-memory' }),
    );
  });

  it('in a call together with memories of fewer parts', async () => {
    const memories = [joinProjected([photo, photo]), photo];
    await expect(tiny.decoder.generate(memories)).rejects.toMatchObject({
      code: 'invalid-memory',
      message: 'memories[1]: expected 2 joined parts as the first has, got 1',
    });
  });

  it('after dispose', async () => {
    const disposed = await tiny.decoder.project(photos);
    const memory = joinProjected([photo, disposed]);
    disposed.dispose();
    expect(memory.disposed).toBe(true);
    expect(memory.byteLength).toBe(photo.byteLength);
    await expect(tiny.decoder.generate(memory)).rejects.toMatchObject({ code: 'disposed' });
  });
});
