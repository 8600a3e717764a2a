import { describe, expect, it } from 'vitest';
import { type TextDecoding, TextWriter } from './text-writer.js';

/** Each id is a byte; as byte-level vocabularies do it, characters come out when their bytes are complete. */
const byteTokenizer: TextDecoding = {
  decode: (ids: readonly number[]) => new TextDecoder().decode(Uint8Array.from(ids)),
};

describe('TextWriter', () => {
  it('gives each token what it adds, and holds back characters that are not complete', () => {
    const writer = new TextWriter(byteTokenizer);
    const bytes = new TextEncoder().encode('a 日 b');
    const texts = [...bytes].map((id) => writer.add({ id, probability: 0.5 }).text);
    expect(texts).toEqual(['a', ' ', '', '', '日', ' ', 'b']);
  });
});
