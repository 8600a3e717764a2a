import { createTokenizer, type Tokenizer } from '@crossattn/checkpoint';

const special = ['<pad>', '<unk>', '<end>', '<caption>', '<answer>'];
const words = ['what', 'is', 'the', 'dog', 'doing', 'on', 'night', 'stand', 'colour', 'café', 'and', ',', '?'];

/** A vocabulary of the kind that the embedded model has: lower-case words, punctuation marks by themselves. */
export function wordLevelTokenizer(): Promise<Tokenizer> {
  const tokens = [...special, ...words];
  return createTokenizer({
    added_tokens: special.map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: {
      type: 'Split',
      pattern: { Regex: "[\\p{L}\\p{N}]+(?:[-'][\\p{L}\\p{N}]+)*|[^\\s\\p{L}\\p{N}]" },
      behavior: 'Removed',
      invert: true,
    },
    model: { type: 'WordLevel', vocab: Object.fromEntries(tokens.map((word, id) => [word, id])), unk_token: '<unk>' },
  });
}
