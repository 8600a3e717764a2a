import { createHash } from 'node:crypto';
import { CrossattnError } from '@crossattn/core';
import type { PassageEncoder } from '../src/index.js';

/** An encoder without a network: a text is the sum of what its words are hashed to, so texts that share words are near. */
export function wordEncoder(width = 32, name = 'words'): PassageEncoder {
  return {
    identity: { name, revision: '1' },
    width,
    async embed(texts, { signal } = {}) {
      signal?.throwIfAborted();
      const data = new Float32Array(texts.length * width);
      for (const [row, text] of texts.entries()) data.set(embedWords(text, width), row * width);
      return { type: 'float32', shape: [texts.length, width], data };
    },
  };
}

function embedWords(text: string, width: number): Float32Array {
  const words = text.toLowerCase().match(/[a-z0-9]+/g);
  if (words === null) throw new CrossattnError('unknown-text', `expected words, came ${text}`);
  const sum = new Float32Array(width);
  for (const word of words) {
    const hash = createHash('sha512').update(word).digest();
    for (let index = 0; index < width; index += 1) sum[index] = (sum[index] ?? 0) + (hash[index % 64] ?? 0) - 127.5;
  }
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
