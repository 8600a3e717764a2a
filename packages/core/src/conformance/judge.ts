import { attention } from '../attention/attention.js';
import type { AttentionResult } from '../attention/attention-input.js';
import { prepare } from '../attention/prepare.js';
import type { AttentionBackend } from '../backend/backend.js';
import { assertClose, assertShape } from './assertions.js';
import type { AttentionCase } from './attention-case.js';
import { expectedAttention } from './expected-attention.js';
import type { ConformanceContext } from './test-functions.js';
import { toleranceFor } from './tolerance.js';

/** Runs a case directly and prepared, with weights and without, and compares each with the formula. */
export async function judge(context: ConformanceContext, input: AttentionCase): Promise<void> {
  const backend = await context.backend();
  const expected = expectedAttention(input);
  const tolerance = toleranceFor(input, expected, context.options);
  const [batch, heads, queries] = input.query.shape as [number, number, number];
  const check = (how: string, { output, weights }: AttentionResult) => {
    assertShape(`output ${how}`, output, [batch, heads, queries, input.value.shape[3] as number]);
    assertClose(`output ${how}`, output, expected.output, tolerance.output);
    if (!weights) return;
    assertShape(`weights ${how}`, weights, [batch, heads, queries, input.key.shape[2] as number]);
    assertClose(`weights ${how}`, weights, expected.weights, tolerance.weights);
  };
  check('alone', await attention({ ...input, backend }));
  check('beside weights', await attention({ ...input, backend, returnWeights: true }));
  check('prepared', await attendPrepared(input, backend, false));
  check('prepared, beside weights', await attendPrepared(input, backend, true));
}

async function attendPrepared(
  { key, value, keyMask, keyWeight, ...query }: AttentionCase,
  backend: AttentionBackend,
  returnWeights: boolean,
): Promise<AttentionResult> {
  await using memory = await prepare({ key, value, keyMask, keyWeight, backend });
  return await attention({ ...query, memory, returnWeights });
}
