import type { AttentionElementType, AttentionGradient } from '../backend/backend.js';
import { describeShape } from '../tensor/describe-value.js';
import type { Tensor } from '../tensor/tensor.js';
import { AttentionError } from './attention-error.js';
import type { BackendChoice, KeyValueInput, QueryInput } from './attention-input.js';
import { checkCall } from './check-call.js';
import { checkFourDimensional, checkSameType } from './check-key-value.js';
import { checkOptionNames } from './check-options.js';
import { checkOutput } from './check-output.js';
import { joinHalves } from './join-halves.js';
import { runOnBackend } from './run-backend.js';

export type AttentionGradientInput<Type extends AttentionElementType = AttentionElementType> = QueryInput<Type> &
  KeyValueInput<Type> &
  BackendChoice & {
    /** The gradient of a loss by the output: `[B x R, Hq, M, Dv]`. */
    readonly outputGradient: Tensor<Type>;
  };

/** The gradients of the loss by query, key and value, in their shapes. */
export interface AttentionGradientResult<Type extends AttentionElementType = AttentionElementType> {
  readonly query: Tensor<Type>;
  readonly key: Tensor<Type>;
  readonly value: Tensor<Type>;
}

const fields = new Set([
  'query',
  'key',
  'value',
  'keyMask',
  'keyWeight',
  'rows',
  'mask',
  'bias',
  'scale',
  'softcap',
  'outputGradient',
  'backend',
] as const);

/**
 * The gradient of {@link attention} by its queries, keys and values.
 *
 * What is shared gets the sum: keys and values of grouped heads, and those that several rows attend to. A masked-out key
 * or value has gradient 0, and so has the query of a row that may attend to nothing.
 *
 * @param input - As for `attention`, and the gradient of the loss by the output.
 * @throws {@link AttentionError} as `attention` does; `unsupported-by-backend` where the backend has no gradient.
 */
export async function attentionGradient<Type extends AttentionElementType>(
  input: AttentionGradientInput<Type>,
): Promise<AttentionGradientResult<Type>>;
export async function attentionGradient(input: AttentionGradientInput): Promise<AttentionGradient> {
  const options = checkOptionNames(input, 'attentionGradient', fields);
  const { keyValue, sizes, query } = checkCall(options);
  const outputGradient = checkOutputGradient(options.outputGradient, query.query, sizes.valueHeadSize);
  const needs = { elementType: sizes.type, gradient: true };
  const call = { ...joinHalves(keyValue, query), returnWeights: false as const, outputGradient };
  return runOnBackend(options.backend, needs, call, async (backend) => {
    const gradient = await backend.doGradient?.(call);
    for (const [name, like] of [
      ['query', query.query],
      ['key', keyValue.key],
      ['value', keyValue.value],
    ] as const)
      checkOutput(backend, `gradient of ${name}`, gradient?.[name], sizes.type, like.shape);
    return gradient as AttentionGradient;
  });
}

function checkOutputGradient(
  input: unknown,
  query: Tensor<AttentionElementType>,
  valueHeadSize: number,
): Tensor<AttentionElementType> {
  const gradient = checkFourDimensional('outputGradient', input, '[B x R, Hq, M, Dv]');
  checkSameType('outputGradient', gradient, 'query', query);
  const expected = [...query.shape.slice(0, 3), valueHeadSize];
  const codes = ['batch-mismatch', 'head-mismatch', 'length-mismatch', 'head-size-mismatch'] as const;
  for (const [axis, code] of codes.entries()) {
    if (gradient.shape[axis] !== expected[axis])
      throw new AttentionError(
        code,
        `outputGradient: expected the shape ${describeShape(expected)} of the output, got ${describeShape(gradient.shape)}`,
      );
  }
  return gradient;
}
