import { AttentionError, type QueryCall } from '@crossattn/core';
import { requireType } from '../../session/require-type.js';
import { type Attended, Collector } from '../call/collector.js';
import { ScoreBias } from '../call/score-bias.js';
import { normalisingSession } from '../graphs/kernels.js';
import type { SessionPool } from '../graphs/session-pool.js';
import { FoldedRows } from '../memory/folded-rows.js';
import { pieces } from '../memory/pieces.js';
import { scoreLimit } from '../memory/score-limit.js';
import { type ComputeTensor, computeTensor } from '../tensor/compute-tensor.js';
import type { QuantizedMemory, QuantizedSegment } from './quantized-memory.js';

/** Computes a call on a memory of integers. Scores and weights are float32; only the two products are of integers. */
export async function attendQuantized(
  pool: SessionPool,
  memory: QuantizedMemory,
  call: QueryCall,
  query: ComputeTensor,
): Promise<Attended> {
  if (call.editWeights !== undefined)
    throw new AttentionError('unsupported-by-backend', 'editWeights: expected a memory in full precision, got int8');
  const folded = new FoldedRows(query.shape, memory.heads, call.rows);
  const scoreBias = new ScoreBias(call, folded);
  const result = new Collector(folded, memory, call.returnWeights, query);
  for (const segment of memory.segments) {
    const { batches, heads, keys } = segment;
    const biased = scoreBias.needed(segment);
    const rowBytes = batches * heads * keys * Float32Array.BYTES_PER_ELEMENT;
    if (folded.length === 0) continue;
    for (const [start, length] of pieces(folded.length, Math.max(1, Math.floor(scoreLimit / rowBytes)))) {
      const segmentTile = { firstBatch: 0, batches, firstHead: 0, heads, start, length };
      const tile = { ...segmentTile, firstBatch: segment.firstBatch };
      const added = biased ? scoreBias.tile(segment, segmentTile, 'float32') : undefined;
      const weights = await weightsOf(pool, segment, call, {
        query: folded.gather('float32', query.data, query.shape[3] ?? 0, tile),
        length,
        bias: added?.bias,
      });
      const pairs = computeTensor('float32', [batches * heads, length, keys], weights.data);
      const mixed = await segment.mixing.run({ weights: pairs }, ['output']);
      const output = requireType(mixed.output, 'float32');
      result.add(segment, tile, call.returnWeights ? { output, weights } : { output }, added?.deadRows ?? []);
    }
  }
  return result.finish();
}

/** Normalised weights `[batches, heads, length, keys]` of one piece of the queries. */
async function weightsOf(
  pool: SessionPool,
  segment: QuantizedSegment,
  { scale, softcap }: QueryCall,
  piece: {
    readonly query: ComputeTensor['data'];
    readonly length: number;
    readonly bias: ComputeTensor | undefined;
  },
): Promise<ComputeTensor> {
  const { batches, heads, keys } = segment;
  const query = computeTensor('float32', [batches * heads, piece.length, segment.headSize], piece.query);
  const { scores } = await segment.scores.run({ query, scale: scalar(scale) }, ['scores']);
  const features = { type: 'float32', bias: piece.bias !== undefined, softcap: softcap !== 0 } as const;
  const session = await normalisingSession(pool, features);
  const given: Record<string, ComputeTensor> = {
    scores: computeTensor('float32', [batches, heads, piece.length, keys], requireType(scores, 'float32').data),
  };
  if (features.softcap) given.softcap = scalar(softcap);
  if (piece.bias !== undefined) given.bias = piece.bias;
  const { weights } = await session.run(given, ['weights']);
  return requireType(weights, 'float32');
}

function scalar(value: number): ComputeTensor {
  return computeTensor('float32', [], Float32Array.of(value));
}
