import type { Tokenizer } from '@crossattn/checkpoint';
import type { PreTrainedTokenizer } from '@xenova/transformers';
import { TextError } from '../encoder/text-error.js';
import type { TokenFrame } from '../encoder/text-reader.js';

/** Upper case, an accent, two spaces, a number: what tokenizers treat differently. */
const probe = 'A  Caf\u00e9, 12 dogs?';

/**
 * The special tokens that a tokenizer of the package puts around a text, found by comparing it with our own of the same
 * file, which knows the spans.
 *
 * @throws {@link TextError} `unsupported-model` where both read a text differently
 */
export function tokenFrame(theirs: PreTrainedTokenizer, ours: Tokenizer, name: string): Omit<TokenFrame, 'maxLength'> {
  const plain = ours.encode(probe);
  const framed = theirs.encode(probe);
  for (let start = 0; start + plain.length <= framed.length; start++) {
    if (plain.some((id, at) => framed[start + at] !== id)) continue;
    const unknown = theirs.unk_token === null ? undefined : ours.idOf(theirs.unk_token);
    return { before: framed.slice(0, start), after: framed.slice(start + plain.length), unknown };
  }
  throw new TextError(
    'unsupported-model',
    `${name}: its tokenizer reads texts in a way that is not known here: expected ${plain.join(' ')} among ${framed.join(' ')}`,
  );
}
