import { join } from 'node:path';
import { openSafetensors, readJson } from '@crossattn/checkpoint';
import { createSentenceEncoder } from '@crossattn/text';
import { expect, it } from 'vitest';
import { parseReaderConfig } from '../src/model/reader-config.js';
import { readerWeights } from '../src/model/reader-weights.js';
import { ReadingNetwork } from '../src/network/reading-network.js';
import { piecesOf } from '../src/passages/passage-window.js';
import { readGoldens, writeTinyReader } from './tiny-reader.js';

const tolerance = 1e-4;

it('computes what PyTorch computes: windows, scores of every word piece, spans', async () => {
  await using folder = await writeTinyReader();
  const { model } = folder;
  const config = parseReaderConfig(await readJson(join(model, 'config.json'), 'invalid-config'), 'config.json');
  const encoder = await createSentenceEncoder(join(model, 'encoder'));
  const weights = readerWeights(
    await openSafetensors(join(model, 'reader.safetensors')),
    await openSafetensors(join(model, 'encoder', 'model.safetensors')),
  );
  await using network = await ReadingNetwork.create(config.network, config.answerLength, weights, { threads: 1 });
  for (const golden of await readGoldens()) {
    const question = encoder.prepare(golden.question, { maxTokens: config.questionLength, onTruncation: () => {} });
    const asked = await network.ask({ ids: question.ids, states: await network.encode(question.ids) });
    for (const [index, passage] of golden.passages.entries()) {
      const windows = encoder.prepareWindows(passage, config.windows);
      expect(windows).toHaveLength(golden.windows[index]?.length ?? 0);
      for (const [place, window] of windows.entries()) {
        const expected = golden.windows[index]?.[place];
        const pieces = piecesOf(window, place * config.windows.stride);
        const ids = pieces.map(({ id }) => id);
        expect([ids, pieces[0]?.start]).toEqual([expected?.ids, expected?.start]);
        const encoded = await network.encode(window.ids);
        const inner = encoded.subarray(encoder.width, encoded.length - encoder.width);
        const { scores, spans } = await network.read(asked, { ids, states: inner });
        expect(scores).toHaveLength(expected?.scores.length ?? 0);
        expected?.scores.forEach((score, piece) => {
          expect(Math.abs((scores[piece] as number) - score)).toBeLessThan(tolerance);
        });
        expect(spans.map(({ first, last }) => [first, last])).toEqual(
          expected?.spans.map(([first, last]) => [first, last]),
        );
        expected?.spans.forEach(([, , score], span) => {
          expect(Math.abs((spans[span]?.score ?? Number.NaN) - score)).toBeLessThan(tolerance);
        });
      }
    }
  }
  await encoder.dispose();
});
