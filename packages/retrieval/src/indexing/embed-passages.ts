import { CrossattnError } from '@crossattn/core';
import type { StoredPassage } from '../passage/stored-passage.js';
import type { PassageEncoder } from '../passage-encoder.js';
import { checkVectors } from './check-vectors.js';

/** Between two batches progress is told and the signal looked at. */
const batchSize = 32;

/** One vector a passage, of its title and text; `null` where the encoder cannot read it. */
export async function embedPassages(
  encoder: PassageEncoder,
  passages: readonly StoredPassage[],
  onProgress: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<(Float32Array | null)[]> {
  const vectors: (Float32Array | null)[] = [];
  for (let first = 0; first < passages.length; first += batchSize) {
    signal?.throwIfAborted();
    const texts = passages.slice(first, first + batchSize).map(embeddedText);
    vectors.push(...(await embedTexts(encoder, texts, signal)));
    onProgress(vectors.length);
  }
  return vectors;
}

function embeddedText({ text }: StoredPassage): string {
  return text;
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
