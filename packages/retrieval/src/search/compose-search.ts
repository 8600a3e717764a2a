import { filterCondition } from './filter-condition.js';
import { ParameterList } from './parameter-list.js';
import type { SearchFilter } from './search-options.js';
import { textList } from './text-list.js';
import { vectorList } from './vector-list.js';

/** What a search asks the database. */
export interface SearchRequest {
  readonly question: string;
  readonly language: string;
  /** The question as a vector, which is a `float4[]` in binary; `null` for full-text search alone. */
  readonly vector: Uint8Array | null;
  readonly topK: number;
  readonly filter: SearchFilter;
}

/** Constant of reciprocal rank fusion: how soon ranks count alike. Its authors chose 60; 10 finds more here. */
const smoothing = 10;

/** One statement that makes both lists and fuses them. */
export function composeSearch(request: SearchRequest): { sql: string; parameters: unknown[] } {
  const { question, language, vector, topK, filter } = request;
  const parameters = new ParameterList();
  const condition = filterCondition(filter, parameters);
  const depth = parameters.add(Math.max(100, topK));
  const text = textList({
    question: parameters.add(question),
    language: parameters.add(language),
    depth,
    condition,
  });
  const vectors = vector === null ? emptyList : vectorList({ vector: parameters.add(vector), depth, condition });
  const sql = `
    with ${text},
    vector_list as (${vectors}),
    fused as (
      select id, text_list.place as text_rank, vector_list.place as vector_rank,
        coalesce(1.0::float8 / (${smoothing} + text_list.place), 0)
        + coalesce(1.0::float8 / (${smoothing} + vector_list.place), 0) as score
      from text_list full join vector_list using (id)
      order by score desc, id limit ${parameters.add(topK)}::int
    )
    select passage.id, document.name as document, page, "from" as start, "to" as end, text, title, metadata,
      score, text_rank, vector_rank
    from fused join crossattn.passages passage using (id)
    join crossattn.documents document on document.id = passage.document
    order by score desc, id`;
  return { sql, parameters: parameters.values };
}

const emptyList = 'select 0 as id, 0 as place where false';
