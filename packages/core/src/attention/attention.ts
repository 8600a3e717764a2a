import type { AttentionBackend, AttentionElementType, AttentionOutput, QueryCall } from '../backend/backend.js';
import { assertCapable } from '../backend/choose-backend.js';
import type { Tensor } from '../tensor/tensor.js';
import type { AttentionInput, AttentionResult } from './attention-input.js';
import { checkCall } from './check-call.js';
import { checkMemory } from './check-memory.js';
import { checkOptionNames } from './check-options.js';
import { checkOutput } from './check-output.js';
import { joinHalves } from './join-halves.js';
import type { KeyValueSizes } from './key-value-sizes.js';
import { runOnBackend } from './run-backend.js';

const fields = new Set([
  'query',
  'key',
  'value',
  'memory',
  'keyMask',
  'keyWeight',
  'rows',
  'mask',
  'bias',
  'scale',
  'softcap',
  'returnWeights',
  'editWeights',
  'backend',
] as const);

/**
 * Scaled dot-product attention of queries to keys and values from another sequence.
 *
 * `output = softmax(cap(scale * query . key) + bias + log(keyWeight)) . value` over the keys that `mask` and `keyMask`
 * allow, with `cap(s) = softcap * tanh(s / softcap)`. A row that may attend to nothing gives zeros, and NaN or infinity
 * in a masked-out key or value never reaches the result. Any size may be 0.
 *
 * Follows the ONNX `Attention` operator (opset 24), after Vaswani et al., "Attention Is All You Need" (2017), with
 * grouped heads after Ainslie et al., "GQA" (2023).
 *
 * @param input - Queries, keys and values (or a memory made by {@link prepare}) and options; shapes are in {@link QueryInput}
 * and {@link KeyValueInput}. Arrays are not copied before the call (unless they lie in shared memory): they stay as they are
 * until its promise settles.
 * @returns The output `[B x R, Hq, M, Dv]` and, where `returnWeights` is true, the weights `[B x R, Hq, M, N]`.
 * @throws {@link AttentionError} with an {@link AttentionErrorCode}; the message names the tensor, what was expected and
 * what came. Errors of a backend's own package, such as a lost device, arrive as they are: they are {@link CrossattnError}s too.
 */
export async function attention<Type extends AttentionElementType>(
  input: AttentionInput<Type> & { readonly returnWeights: true },
): Promise<Required<AttentionResult<Type>>>;
export async function attention<Type extends AttentionElementType>(
  input: AttentionInput<Type>,
): Promise<AttentionResult<Type>>;
export async function attention(input: AttentionInput): Promise<AttentionResult> {
  const options = checkOptionNames(input, 'attention', fields);
  if (options.memory !== undefined) {
    const memory = checkMemory(options);
    const call = memory.queries.check(options);
    if (call.editWeights !== undefined) assertCapable(memory.backend, { editWeights: true });
    const result = await memory.attend(call);
    return checkResult(memory.backend, call, memory.sizes, result);
  }
  const { keyValue, sizes, query: call } = checkCall(options);
  const needs = { elementType: sizes.type, editWeights: call.editWeights !== undefined };
  const whole = joinHalves(keyValue, call);
  return runOnBackend(options.backend, needs, whole, async (backend) =>
    checkResult(backend, call, sizes, await backend.doAttention(whole)),
  );
}

function checkResult(
  backend: AttentionBackend,
  call: QueryCall,
  sizes: KeyValueSizes,
  result: AttentionOutput,
): AttentionResult {
  checkOutput(backend, 'output', result.output, sizes.type, resultShape(call, sizes.valueHeadSize));
  if (!call.returnWeights) return { output: result.output };
  checkOutput(backend, 'weights', result.weights, sizes.type, resultShape(call, sizes.length));
  return { output: result.output, weights: result.weights as Tensor<AttentionElementType> };
}

/** `[B x R, Hq, M, last]` */
function resultShape({ query: { shape } }: QueryCall, last: number): readonly number[] {
  return [shape[0] as number, shape[1] as number, shape[2] as number, last];
}
