import type { Tokenizer } from '@crossattn/checkpoint';
import type { Generation } from '@crossattn/decoder';
import { TextWriter } from '@crossattn/task';
import type { CaptionText } from './caption.js';

/** A generation as a text. */
export function captionText(tokenizer: Tokenizer, generation: Generation): CaptionText {
  const writer = new TextWriter(tokenizer);
  const tokens = generation.tokens.map((token) => writer.add(token));
  const { score, logProbability, finishReason } = generation;
  return { caption: writer.text, tokens, score, logProbability, finishReason };
}
