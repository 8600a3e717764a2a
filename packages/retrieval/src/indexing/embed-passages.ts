import { CrossattnError, forEachConcurrently } from '@crossattn/core';
import type { StoredPassage } from '../passage/stored-passage.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { checkVectors } from './check-vectors.js';

/** Between two batches progress is told and the signal looked at. */
const batchSize = 32;

/** The next batch is turned into word pieces while the last one is still computed. */
const batchesAtOnce = 2;

/** One vector a passage, of its text; `null` where the encoder cannot read it. */
export async function embedPassages(
  encoder: PassageEncoder,
  passages: readonly StoredPassage[],
  onProgress: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<(Float32Array | null)[]> {
  const vectors: (Float32Array | null)[] = new Array(passages.length).fill(null);
  let done = 0;
  const embedBatch = async (first: number) => {
    const texts = passages.slice(first, first + batchSize).map(({ text }) => text);
    const embedded = await embedTexts(encoder, texts, signal);
    for (const [index, vector] of embedded.entries()) vectors[first + index] = vector;
    done += embedded.length;
    onProgress(done);
  };
  await forEachConcurrently(batchStarts(passages.length), batchesAtOnce, embedBatch, signal);
  return vectors;
}

function* batchStarts(passages: number): Generator<number> {
  for (let first = 0; first < passages; first += batchSize) yield first;
}

async function embedTexts(
  encoder: PassageEncoder,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<(Float32Array | null)[]> {
  try {
    const options = { onTruncation: () => {}, ...(signal && { signal }) };
    return checkVectors(await encoder.embed(texts, options), texts.length, encoder.width);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    if (texts.length === 1) return [null];
    const apart: (Float32Array | null)[] = [];
    for (const text of texts) apart.push(...(await embedTexts(encoder, [text], signal)));
    return apart;
  }
}

/** Whether an encoder says that it does not know the words of a text. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof CrossattnError && (error.code === 'unknown-text' || error.code === 'empty-text');
}
