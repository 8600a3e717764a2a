import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectClose } from '../../test/closeness.js';
import { referenceDecoder, referenceLogSoftmax } from '../../test/reference-decoder.js';
import { loadTinyDecoder } from '../../test/tiny-decoder.js';
import { tinyMemory } from '../../test/tiny-memory.js';
import type { GraphStepper } from './graph-stepper.js';

type Tiny = Awaited<ReturnType<typeof loadTinyDecoder>>;

let tiny: Tiny;
beforeAll(async () => {
  tiny = await loadTinyDecoder();
});
afterAll(() => tiny.decoder.dispose());

const text = [3, 9, 14, 7, 22, 5, 11, 28];
const without = { attention: false };

/** The distribution after each of the tokens, one token a step. */
async function stepByStep(stepper: GraphStepper, source: number, tokens: readonly number[]): Promise<number[][]> {
  const rows: number[][] = [];
  for (const [index, token] of tokens.entries()) {
    const output = await stepper.step([{ source, parent: index - 1 < 0 ? -1 : 0, tokens: [token] }], without);
    rows.push([...output.logProbabilities]);
  }
  return rows;
}

describe('against the float64 reference', () => {
  it('gives the same distribution and maps after every token, whole or step by step', async () => {
    const memory = tinyMemory(6, [6, 4]);
    for (const item of [0, 1]) {
      const reference = await referenceDecoder(tiny.checkpoint, memory, item, text);
      const expected = reference.logits.map(referenceLogSoftmax);
      const all = text.map((_, index) => index);
      const whole = await (await tiny.stepper(memory)).scores(
        [{ source: item, parent: -1, tokens: text }],
        [all],
        'log_probabilities',
      );
      expectClose(whole, expected.flat(), 'whole');
      const logits = await (await tiny.stepper(memory)).scores(
        [{ source: item, parent: -1, tokens: text }],
        [all],
        'logits',
      );
      expectClose(logits, reference.logits.flat(), 'logits');
      expectClose((await stepByStep(await tiny.stepper(memory), item, text)).flat(), expected.flat(), 'step by step');
      const output = await (await tiny.stepper(memory)).step([{ source: item, parent: -1, tokens: text }], {
        attention: true,
      });
      const map = output.attention?.(0);
      expect(map?.shape).toEqual([2, 4, 6]);
      expectClose(
        map?.data ?? [],
        reference.maps.flatMap((layer) => layer.at(-1) ?? []),
        'map',
      );
    }
  });

  it('gives zeros where a memory may not be attended at all', async () => {
    const memory = tinyMemory(3, [0, 3]);
    const { logits } = await referenceDecoder(tiny.checkpoint, memory, 0, text);
    const output = await (await tiny.stepper(memory)).step([{ source: 0, parent: -1, tokens: text }], {
      attention: true,
    });
    expectClose(output.logProbabilities, referenceLogSoftmax([...(logits.at(-1) ?? [])]));
    expect([...(output.attention?.(0).data ?? [1])].every((weight) => weight === 0)).toBe(true);
  });
});

describe('one result in every arrangement', () => {
  it('batch = single, with memories and prompts of different lengths', async () => {
    const memory = tinyMemory(7, [7, 3, 5]);
    const prompts = [text.slice(0, 2), text.slice(0, 5), text.slice(2, 3)];
    const together = await tiny.stepper(memory);
    const first = await together.step(
      prompts.map((tokens, source) => ({ source, parent: -1, tokens })),
      without,
    );
    const second = await together.step(
      prompts.map((_, source) => ({ source, parent: source, tokens: [17] })),
      { attention: true },
    );
    for (const [source, tokens] of prompts.entries()) {
      const alone = await tiny.stepper(tinyMemory(7, [[7, 3, 5][source] as number], [source]));
      const start = await alone.step([{ source: 0, parent: -1, tokens }], without);
      const next = await alone.step([{ source: 0, parent: 0, tokens: [17] }], { attention: true });
      const size = together.vocabularySize;
      expectClose(first.logProbabilities.subarray(source * size, (source + 1) * size), start.logProbabilities);
      expectClose(second.logProbabilities.subarray(source * size, (source + 1) * size), next.logProbabilities);
      expectClose(second.attention?.(source).data ?? [], next.attention?.(0).data ?? []);
    }
  });

  it('rows folded over one memory = rows over a memory each', async () => {
    const continuations = [
      [4, 8],
      [15, 16],
      [23, 19],
      [4, 16],
    ];
    const folded = await tiny.stepper(tinyMemory(5, [4], [1]));
    const expanded = await tiny.stepper(tinyMemory(5, [4, 4, 4, 4], [1, 1, 1, 1]));
    await folded.step([{ source: 0, parent: -1, tokens: text }], without);
    await expanded.step(
      continuations.map((_, source) => ({ source, parent: -1, tokens: text })),
      without,
    );
    for (const place of [0, 1]) {
      const one = await folded.step(
        continuations.map((tokens, row) => ({
          source: 0,
          parent: place === 0 ? 0 : row,
          tokens: [tokens[place] as number],
        })),
        { attention: true },
      );
      const other = await expanded.step(
        continuations.map((tokens, row) => ({ source: row, parent: row, tokens: [tokens[place] as number] })),
        { attention: true },
      );
      expectClose(one.logProbabilities, other.logProbabilities);
      for (const row of continuations.keys()) {
        expectClose(one.attention?.(row).data ?? [], other.attention?.(row).data ?? [0]);
      }
    }
  });

  it('cached = recomputed while beams swap, split, end and leave, in uneven numbers', async () => {
    const memory = tinyMemory(6, [6, 2, 5, 4]);
    const stepper = await tiny.stepper(memory);
    const plan: { source: number; parent: number; tokens: number[] }[][] = [
      [0, 1, 2, 3].map((source) => ({ source, parent: -1, tokens: [3] })),
      [
        [0, 0, 9],
        [0, 0, 10],
        [1, 1, 11],
        [2, 2, 12],
        [2, 2, 13],
        [2, 2, 14],
        [3, 3, 15],
      ].map(asRow),
      [
        [0, 1, 16],
        [0, 0, 17],
        [1, 2, 18],
        [1, 2, 19],
        [2, 5, 20],
        [2, 3, 21],
        [2, 3, 22],
      ].map(asRow),
      [
        [0, 0, 23],
        [1, 3, 24],
        [1, 2, 25],
        [2, 6, 26],
        [2, 4, 27],
      ].map(asRow),
      [
        [2, 4, 4],
        [2, 3, 5],
      ].map(asRow),
      [
        [2, 1, 6],
        [2, 1, 7],
        [2, 0, 8],
      ].map(asRow),
    ];
    let texts: number[][] = [];
    for (const rows of plan) {
      const output = await stepper.step(rows, without);
      texts = rows.map(({ parent, tokens }) => [...(texts[parent] ?? []), ...tokens]);
      for (const [row, { source }] of rows.entries()) {
        const fresh = await tiny.stepper(memory);
        const whole = await fresh.step([{ source, parent: -1, tokens: texts[row] as number[] }], without);
        const size = stepper.vocabularySize;
        expectClose(output.logProbabilities.subarray(row * size, (row + 1) * size), whole.logProbabilities);
      }
    }
  });

  it('several projected memories of different lengths = each alone', async () => {
    const memories = [tinyMemory(3, [3, 2], [4, 5]), tinyMemory(8, [8], [6])];
    const joined = await tiny.stepper(...memories);
    const output = await joined.step(
      [0, 1, 2].map((source) => ({ source, parent: -1, tokens: text })),
      { attention: true },
    );
    const alone = [
      await (await tiny.stepper(tinyMemory(3, [3], [4]))).step([{ source: 0, parent: -1, tokens: text }], without),
      await (await tiny.stepper(tinyMemory(3, [2], [5]))).step([{ source: 0, parent: -1, tokens: text }], without),
      await (await tiny.stepper(tinyMemory(8, [8], [6]))).step([{ source: 0, parent: -1, tokens: text }], without),
    ];
    expectClose(
      output.logProbabilities,
      alone.flatMap(({ logProbabilities }) => [...logProbabilities]),
    );
    expect([0, 1, 2].map((row) => output.attention?.(row).shape[2])).toEqual([3, 3, 8]);
  });

  it('order of the memory positions does not matter', async () => {
    const memory = tinyMemory(5, [5]);
    const order = [3, 0, 4, 1, 2];
    const width = memory.states.shape[2] as number;
    const data = Float32Array.from(
      order.flatMap((from) => [...memory.states.data.subarray(from * width, (from + 1) * width)]),
    );
    const rows = [{ source: 0, parent: -1, tokens: text }];
    const straight = await (await tiny.stepper(memory)).step(rows, { attention: true });
    const permuted = await (await tiny.stepper({ ...memory, states: { ...memory.states, data } })).step(rows, {
      attention: true,
    });
    expectClose(permuted.logProbabilities, straight.logProbabilities);
    const [map, other] = [straight.attention?.(0).data ?? [], permuted.attention?.(0).data ?? []];
    expectClose(
      other,
      [...map.keys()].map((i) => map[Math.floor(i / 5) * 5 + (order[i % 5] as number)] as number),
    );
  });
});

function asRow([source, parent, token]: readonly number[]) {
  return { source: source as number, parent: parent as number, tokens: [token as number] };
}
