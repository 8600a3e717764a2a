import type { AttentionElementType, Tensor } from '@crossattn/core';
import { requireType } from '../../session/require-type.js';
import { type ComputeTensor, computeTensor } from '../tensor/compute-tensor.js';
import { castGraph } from './cast-graph.js';
import type { SessionPool } from './session-pool.js';

/** Not every GPU has float16. */
const onProcessor = { provider: 'cpu' } as const;

/** float16 becomes float32; the others are returned as they are. */
export async function widen(pool: SessionPool, tensor: Tensor<AttentionElementType>): Promise<ComputeTensor> {
  if (tensor.type !== 'float16') return tensor as ComputeTensor;
  const session = await pool.session('widen', () => castGraph('float16', 'float32'), onProcessor);
  const input: Tensor = { type: 'float16', shape: [tensor.data.length], data: tensor.data };
  const { output } = await session.run({ input }, ['output']);
  return computeTensor('float32', tensor.shape, requireType(output, 'float32').data);
}

/** float32 becomes float16 where that is the type of the call. */
export async function narrow(
  pool: SessionPool,
  tensor: ComputeTensor,
  type: AttentionElementType,
): Promise<Tensor<AttentionElementType>> {
  if (type !== 'float16') return tensor;
  const session = await pool.session('narrow', () => castGraph('float32', 'float16'), onProcessor);
  const input: Tensor = { type: 'float32', shape: [tensor.data.length], data: tensor.data };
  const { output } = await session.run({ input }, ['output']);
  return { type: 'float16', shape: tensor.shape, data: requireType(output, 'float16').data };
}
