import { join } from 'node:path';
import { openSafetensors, readJson } from '@crossattn/checkpoint';
import { createSentenceEncoder } from '@crossattn/text';
import { expect, it } from 'vitest';
import { parseReaderConfig } from '../src/model/reader-config.js';
import { ReadingNetwork } from '../src/network/reading-network.js';
import { encodeWindows } from '../src/passages/encode-windows.js';
import { piecesOf } from '../src/passages/passage-window.js';
import { readGoldens, writeTinyReader } from './tiny-reader.js';

const tolerance = 1e-4;

it('computes what PyTorch computes: windows, scores of every word piece, spans', async () => {
  await using folder = await writeTinyReader();
  const { model } = folder;
  const config = parseReaderConfig(await readJson(join(model, 'config.json'), 'invalid-config'), 'config.json');
  const encoder = await createSentenceEncoder(join(model, 'encoder'), { stateLayers: config.encoder.layers });
  const weights = await openSafetensors(join(model, 'reader.safetensors'));
  await using network = await ReadingNetwork.create(config.network, config.answerLength, weights, { threads: 1 });
  for (const golden of await readGoldens()) {
    const question = encoder.prepare(golden.question, { maxTokens: config.questionLength, onTruncation: () => {} });
    const { states } = await encoder.encode(question);
    const asked = await network.ask({ ids: question.ids, states: states.data });
    for (const [index, passage] of golden.passages.entries()) {
      const windows = encoder.prepareWindows(passage, config.windows);
      expect(windows).toHaveLength(golden.windows[index]?.length ?? 0);
      let window = 0;
      for await (const encoded of encodeWindows(encoder, windows, undefined)) {
        const expected = golden.windows[index]?.[window];
        const pieces = piecesOf(windows[window] as (typeof windows)[number], window * config.windows.stride);
        const ids = pieces.map(({ id }) => id);
        expect([ids, pieces[0]?.start]).toEqual([expected?.ids, expected?.start]);
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
        window += 1;
      }
    }
  }
  await encoder.dispose();
});
