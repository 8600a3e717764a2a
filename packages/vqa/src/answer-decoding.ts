import type { Tokenizer } from '@crossattn/checkpoint';
import type { TextDecoding } from '@crossattn/task';

/** Answers as people write them: vocabularies of words put a space before a comma too. */
export function answerDecoding(tokenizer: Tokenizer): TextDecoding {
  return { decode: (ids) => tokenizer.decode(ids).replaceAll(' ,', ',') };
}
