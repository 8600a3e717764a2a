import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSafetensors, readJson } from '@crossattn/checkpoint';
import { createSentenceEncoder } from '@crossattn/text';
import { expect } from 'vitest';
import { parseReaderConfig } from '../src/model/reader-config.js';
import { ReadingNetwork } from '../src/network/reading-network.js';
import { encodeWindows } from '../src/passages/encode-windows.js';
import { piecesOf } from '../src/passages/passage-window.js';
import type { Golden } from './tiny-reader.js';

/** How far from PyTorch a model may be. */
export interface Tolerance {
  readonly scores: number;
  /** Of states, where the golden has them: every 97th number. */
  readonly states: number;
}

/** Compares windows, states, scores of every word piece, and the best span of every window, with what PyTorch computed. */
export async function compareGoldens(model: string, goldens: readonly Golden[], tolerance: Tolerance): Promise<void> {
  const config = parseReaderConfig(await readJson(join(model, 'config.json'), 'invalid-config'), 'config.json');
  await using encoder = await createSentenceEncoder(join(model, 'encoder'), { stateLayers: config.encoder.layers });
  const weights = await openSafetensors(join(model, 'reader.safetensors'));
  await using network = await ReadingNetwork.create(config.network, config.answerLength, weights, { threads: 1 });
  const near = (came: number | undefined, expected: number, most: number) =>
    expect(Math.abs((came ?? Number.NaN) - expected)).toBeLessThan(most);
  for (const golden of goldens) {
    const question = encoder.prepare(golden.question, { maxTokens: config.questionLength, onTruncation: () => {} });
    const asked = await network.ask({ ids: question.ids, states: (await encoder.encode(question)).states.data });
    for (const [index, passage] of golden.passages.entries()) {
      const windows = encoder.prepareWindows(passage, config.windows);
      const expected = golden.windows[index] ?? [];
      expect(windows).toHaveLength(expected.length);
      let window = 0;
      for await (const encoded of encodeWindows(encoder, windows, undefined)) {
        const { ids, start, states = [], scores, spans } = expected[window] as (typeof expected)[number];
        const pieces = piecesOf(windows[window] as (typeof windows)[number], window * config.windows.stride);
        expect([pieces.map(({ id }) => id), pieces[0]?.start]).toEqual([ids, start]);
        const inner = encoded.subarray(encoder.width, encoded.length - encoder.width);
        for (const [place, state] of states.entries()) near(inner[place * 97], state, tolerance.states);
        const read = await network.read(asked, { ids, states: inner });
        expect(read.scores).toHaveLength(scores.length);
        for (const [piece, score] of scores.entries()) near(read.scores[piece], score, tolerance.scores);
        const best = (list: readonly (readonly [number, number, number])[]) =>
          list.reduce((top, span) => (span[2] > top[2] ? span : top));
        const [first, last, score] = best(spans);
        const found = best(read.spans.map((span) => [span.first, span.last, span.score] as const));
        expect(found.slice(0, 2)).toEqual([first, last]);
        near(found[2], score, tolerance.scores);
        window += 1;
      }
    }
  }
}

/** The goldens of the embedded model, and which weights they are of. */
export async function readEmbeddedGoldens(): Promise<{ readonly revision: string; readonly cases: readonly Golden[] }> {
  return JSON.parse(await readFile(new URL('goldens/model-reader.json', import.meta.url), 'utf8'));
}
