import type { SentenceEncoder } from '@crossattn/text';

/** Texts of exactly so many tokens each (special ones apart), cut from others one after the other. */
export function passagesOfTokens(
  encoder: Pick<SentenceEncoder, 'prepare'>,
  texts: readonly string[],
  tokens: number,
  count: number,
): string[] {
  const passages: string[] = [];
  let text = '';
  for (const next of texts) {
    text = `${text} ${next}`.trimStart();
    const { slots } = encoder.prepare(text, { maxTokens: tokens, onTruncation: () => undefined });
    const spans = slots.filter((slot) => slot.kind === 'span');
    if (spans.length < tokens) continue;
    passages.push(text.slice(0, spans.at(-1)?.end));
    text = '';
    if (passages.length === count) return passages;
  }
  throw new Error(`${texts.length} texts give ${passages.length} passages of ${tokens} tokens, wanted ${count}`);
}

/** Tokens of some texts, special ones included, as many as the encoder reads. */
export function tokenCount(encoder: Pick<SentenceEncoder, 'prepare'>, texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + encoder.prepare(text, { onTruncation: () => undefined }).ids.length, 0);
}
