import type { PreTrainedTokenizer } from '@xenova/transformers';

/**
 * Most tokens that a model reads, as its files say: tokenizers without a limit of their own say a number beyond all
 * bounds, and the positions that RoBERTa keeps for padding are none for tokens.
 */
export function longestText(
  tokenizer: PreTrainedTokenizer,
  config: {
    readonly max_position_embeddings?: unknown;
    readonly model_type?: unknown;
    readonly pad_token_id?: unknown;
  },
): number {
  const { max_position_embeddings: positions, model_type: type, pad_token_id: pad } = config;
  const kept = typeof type === 'string' && /roberta/.test(type) && typeof pad === 'number' ? pad + 1 : 0;
  const limits = [tokenizer.model_max_length, typeof positions === 'number' ? positions - kept : Infinity];
  return Math.min(...limits.filter((limit) => limit > 0 && limit <= 1e9), Number.MAX_SAFE_INTEGER);
}
