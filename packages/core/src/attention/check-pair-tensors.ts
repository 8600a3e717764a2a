import type { AttentionElementType } from '../backend/backend.js';
import { broadcastsTo, withRank } from '../tensor/broadcast.js';
import { checkBoolValues } from '../tensor/check-bool-values.js';
import { checkTensor } from '../tensor/check-tensor.js';
import { describeShape } from '../tensor/describe-value.js';
import type { ElementType, Tensor } from '../tensor/tensor.js';
import { AttentionError, attentionFailure } from './attention-error.js';

/** `[B x R, Hq, M, N]` */
type PairShape = readonly [number, number, number, number];

/** The mask over pairs of query and key, 4-D; nothing where it masks nothing. */
export function checkMask(input: unknown, pairs: PairShape): Tensor<'bool'> | undefined {
  if (input === undefined) return undefined;
  const mask = checkPairTensor('mask', input, ['bool'], pairs);
  return checkBoolValues('mask', mask, attentionFailure) ? undefined : mask;
}

export function checkBias<Type extends AttentionElementType>(
  input: unknown,
  pairs: PairShape,
  type: Type,
): Tensor<Type> | undefined {
  return input === undefined ? undefined : checkPairTensor('bias', input, [type], pairs);
}

function checkPairTensor<Type extends ElementType>(
  name: string,
  input: unknown,
  types: readonly Type[],
  pairs: PairShape,
): Tensor<Type> {
  const form = 'a shape that broadcasts to [B x R, Hq, M, N]';
  const tensor = checkTensor(input, { name, types, ranks: [1, 2, 3, 4], form }, attentionFailure);
  const shape = withRank(tensor.shape, 4);
  if (!broadcastsTo(shape, pairs))
    throw new AttentionError(
      'broadcast-mismatch',
      `${name}: expected a shape that broadcasts to [B x R, Hq, M, N] = ${describeShape(pairs)}, got ` +
        describeShape(tensor.shape) +
        (name === 'mask' ? '; a padding mask [B, N] belongs in keyMask' : ''),
    );
  return { type: tensor.type, shape, data: tensor.data };
}
