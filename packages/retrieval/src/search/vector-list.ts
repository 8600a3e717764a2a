/**
 * The nearest passages by the dot product of vectors of length 1, compared with every one: exact with any filter, and
 * fast enough for tens of thousands of passages.
 */
export function vectorList({ vector, depth, condition }: Record<'vector' | 'depth' | 'condition', string>): string {
  const filtered = condition && `join crossattn.passages passage on passage.id = entry.passage where ${condition}`;
  return `
    select id, (row_number() over (order by distance, id))::int as place
    from (
      select entry.passage as id, entry.vector <#> ${vector}::float4[]::vector as distance
      from crossattn.vectors entry ${filtered}
      order by 2 limit ${depth}::int
    ) nearest`;
}
