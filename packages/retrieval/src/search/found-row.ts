import type { RetrievedPassage } from '../passage/retrieved-passage.js';
import type { Metadata } from '../passage/stored-passage.js';

/** A row of the search statement. */
export interface FoundRow {
  readonly id: number;
  readonly document: string;
  readonly page: number | null;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly title: string | null;
  readonly metadata: Metadata;
  readonly score: number;
  readonly text_rank: number | null;
  readonly vector_rank: number | null;
}

/** A row as a passage. */
export function readRow(row: FoundRow): RetrievedPassage {
  const { id, document, page, start, end, text, title, metadata, score, text_rank, vector_rank } = row;
  return {
    id,
    document,
    ...(page !== null && { page }),
    start,
    end,
    text,
    ...(title !== null && { title }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    score,
    ranks: { ...(text_rank !== null && { text: text_rank }), ...(vector_rank !== null && { vector: vector_rank }) },
  };
}
