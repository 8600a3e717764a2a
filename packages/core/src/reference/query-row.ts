import type { Problem } from './problem.js';

/** One query vector, and where in the flat arrays the things lie that belong to it. */
export interface QueryRow {
  /** Position among all rows of `[B x R, Hq, M]`. */
  readonly index: number;
  readonly batch: number;
  readonly head: number;
  readonly query: number;
  /** Batch of the memory that it attends to. */
  readonly memoryBatch: number;
  /** First element of its query vector. */
  readonly queryStart: number;
  /** First element of its keys `[N, D]`. */
  readonly keyStart: number;
  /** First element of its values `[N, Dv]`. */
  readonly valueStart: number;
}

/** Every query vector in the order of `[B x R, Hq, M]`. */
export function* queryRows(problem: Problem): Generator<QueryRow> {
  const { heads, length, headSize, valueHeadSize } = problem.sizes;
  let index = 0;
  for (let batch = 0; batch < problem.batch; batch += 1) {
    const memoryBatch = Math.floor(batch / problem.rows);
    for (let head = 0; head < problem.queryHeads; head += 1) {
      const memoryHead = memoryBatch * heads + Math.floor(head / problem.groupSize);
      const keyStart = memoryHead * length * headSize;
      const valueStart = memoryHead * length * valueHeadSize;
      for (let query = 0; query < problem.queries; query += 1) {
        yield { index, batch, head, query, memoryBatch, queryStart: index * headSize, keyStart, valueStart };
        index += 1;
      }
    }
  }
}
