import type { QueryCall } from '../backend/backend.js';
import { describeShape } from '../tensor/describe-value.js';
import { AttentionError } from './attention-error.js';
import { checkFourDimensional, checkSameType } from './check-key-value.js';
import { checkFlag, checkFunction, checkNumber, checkRows } from './check-options.js';
import { checkBias, checkMask } from './check-pair-tensors.js';
import { checkResultSize } from './check-result-size.js';
import { guardedHook } from './guarded-hook.js';
import type { KeyValueSizes } from './key-value-sizes.js';

type QueryField = 'query' | 'rows' | 'mask' | 'bias' | 'scale' | 'softcap' | 'returnWeights' | 'editWeights';

/** The queries' half of a call, as it came. */
export type QueryOptions = Partial<Record<QueryField, unknown>>;

/** Checks the queries' half of a call against the memory that it attends to, and fills in every default. */
export function checkQuery(input: QueryOptions, memory: KeyValueSizes): QueryCall {
  const query = checkFourDimensional('query', input.query, '[B x R, Hq, M, D]');
  checkSameType('query', query, 'key', memory);
  const rows = checkRows(input.rows);
  const [batch, heads, queries, headSize] = query.shape as [number, number, number, number];
  if (batch !== memory.batch * rows)
    throw new AttentionError(
      'batch-mismatch',
      `query: expected ${memory.batch * rows} batches (${memory.batch} of the key x ${rows} rows), got ${batch}; ` +
        'where several query batches share one memory, say how many with rows',
    );
  if (memory.heads === 0 ? heads !== 0 : heads % memory.heads !== 0)
    throw new AttentionError(
      'head-mismatch',
      `query: expected a multiple of the key's ${memory.heads} heads, got ${heads} in ${describeShape(query.shape)}`,
    );
  if (headSize !== memory.headSize)
    throw new AttentionError(
      'head-size-mismatch',
      `query: expected the key's head size ${memory.headSize}, got ${headSize} in ${describeShape(query.shape)}`,
    );
  const pairs = [batch, heads, queries, memory.length] as const;
  const mask = checkMask(input.mask, pairs);
  const bias = checkBias(input.bias, pairs, query.type);
  const returnWeights = checkFlag('returnWeights', input.returnWeights);
  const editWeights = checkFunction<NonNullable<QueryCall['editWeights']>>('editWeights', input.editWeights);
  checkResultSize('output', [batch, heads, queries, memory.valueHeadSize]);
  if (returnWeights || editWeights) checkResultSize('weights', pairs);
  return {
    query,
    rows,
    mask,
    bias,
    scale: checkNumber('scale', input.scale, headSize === 0 ? 1 : 1 / Math.sqrt(headSize), query.type),
    softcap: checkNumber('softcap', input.softcap, 0, query.type, 0),
    returnWeights,
    editWeights: editWeights && guardedHook(editWeights),
  };
}
