/** Of BM25: how soon more occurrences of a word stop counting, and how much the length of a passage counts. */
const saturation = 1.2;
const lengthWeight = 0.75;

/** Passages with the most telling words, of which BM25 then ranks the best. */
const candidates = 100;

/**
 * Passages that have any word of a question, ranked by BM25 (Robertson and Zaragoza, 2009): the ranking functions of
 * Postgres do not know which words are rare, and so find less.
 *
 * The index gives the passages of each word, and so how rare it is. Those with the largest sum of rarities are ranked by
 * how often the words stand in them.
 */
export function textList(parameters: Record<'question' | 'language' | 'depth' | 'condition', string>): string {
  const { question, language, depth, condition } = parameters;
  return `
    words as materialized (
      select number, lexeme, ('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''')::tsquery as query
      from unnest(to_tsvector(${language}::text::regconfig, ${question}::text))
        with ordinality as word(lexeme, positions, weights, number)
    ),
    collection as materialized (
      select sum(passages)::float8 as size, greatest(sum(words)::float8 / nullif(sum(passages), 0), 1) as length
      from crossattn.documents
    ),
    matches as materialized (
      select number, found.id
      from words cross join lateral (
        select passage.id from crossattn.passages passage where passage.lexemes @@ words.query
      ) found
    ),
    rarities as materialized (
      select number, lexeme, ln(1 + (size - count + 0.5) / (count + 0.5)) as rarity
      from (select number, count(*)::float8 as count from matches group by number) counted
      join words using (number) cross join collection
    ),
    candidates as materialized (
      select matches.id, sum(rarity) as weight
      from matches join rarities using (number)
      ${condition && `join crossattn.passages passage on passage.id = matches.id where ${condition}`}
      group by matches.id order by weight desc, matches.id limit greatest(${candidates}, ${depth}::int)
    ),
    text_list as (
      select id, (row_number() over (order by weight desc, id))::int as place
      from (
        select passage.id, sum(
          rarity * count * ${saturation + 1}::float8
          / (count + ${saturation}::float8 * (${1 - lengthWeight}::float8 + ${lengthWeight}::float8 * passage.words / collection.length))
        ) as weight
        from candidates join crossattn.passages passage using (id) cross join collection
        cross join lateral (
          select lexeme, cardinality(positions)::float8 as count
          from unnest(passage.lexemes) as word(lexeme, positions, weights)
        ) occurrences
        join rarities using (lexeme)
        group by passage.id order by weight desc, passage.id limit ${depth}::int
      ) ranked
    )`;
}
