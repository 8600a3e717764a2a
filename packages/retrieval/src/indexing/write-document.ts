import type { Queries } from '../database/database.js';
import { floatArray } from '../database/float-array.js';
import { storable } from '../passage/storable.js';
import type { StoredPassage } from '../passage/stored-passage.js';
import type { IndexableDocument } from './indexable-document.js';

/** Rows a statement; keeps its parameters small. */
const chunkSize = 100;

/** What the store has of a document. */
export interface StoredHash {
  readonly hash: string;
  readonly passages: number;
}

export async function storedHash(queries: Queries, name: string): Promise<StoredHash | undefined> {
  const sql = 'select hash, passages from crossattn.documents where name = $1';
  return (await queries.query<StoredHash>(sql, [storable(name)]))[0];
}

/** Puts a document in the place of what there was of it. Runs in a transaction. */
export async function writeDocument(
  queries: Queries,
  language: string,
  { document, hash }: IndexableDocument,
  passages: readonly StoredPassage[],
  vectors: readonly (Float32Array | null)[] | null,
): Promise<void> {
  // Holds the row until the transaction ends: another process that writes the same document waits here.
  const [row] = await queries.query<{ id: number }>(
    `insert into crossattn.documents (name, hash, passages) values ($1, $2, $3)
     on conflict (name) do update set hash = excluded.hash, passages = excluded.passages returning id`,
    [storable(document), hash, passages.length],
  );
  const id = row?.id;
  await queries.query('delete from crossattn.passages where document = $1', [id]);
  for (let first = 0; first < passages.length; first += chunkSize) {
    const rows = passages.slice(first, first + chunkSize).map(passageRow);
    const ids = await queries.query<{ id: number }>(insertPassages, [Buffer.from(JSON.stringify(rows)), id, language]);
    if (vectors === null) continue;
    await writeVectors(queries, ids, vectors.slice(first, first + chunkSize));
  }
  await queries.query(countWords, [id]);
}

/** Ids follow the order of the rows. */
const insertPassages = `
  with given as materialized (
    select *, to_tsvector($3::text::regconfig, coalesce(title || ' ', '') || text) as lexemes
    from json_to_recordset($1::text::json)
      as row(place int, page int, "from" int, "to" int, text text, title text, metadata jsonb)
  )
  insert into crossattn.passages (document, page, "from", "to", text, title, metadata, lexemes, words)
  select $2::int, page, "from", "to", text, title, metadata, lexemes,
    (select coalesce(sum(cardinality(positions)), 0) from unnest(lexemes) as word(lexeme, positions, weights))
  from given order by place
  returning id`;

/** Those of the passages that have one. */
async function writeVectors(
  queries: Queries,
  passages: readonly { readonly id: number }[],
  vectors: readonly (Float32Array | null)[],
): Promise<void> {
  const encoded = passages.flatMap(({ id }, index) => {
    const vector = vectors[index];
    return vector ? [{ id, vector }] : [];
  });
  const [ids, values] = [encoded.map(({ id }) => id), encoded.map(({ vector }) => vector)];
  await queries.query(insertVectors, [JSON.stringify(ids), floatArray(values), values[0]?.length]);
}

const insertVectors = `
  insert into crossattn.vectors (passage, vector)
  select id::int, ($2::float4[])[(number - 1) * $3::int + 1 : number * $3::int]::vector
  from json_array_elements_text($1::text::json) with ordinality as row(id, number)`;

const countWords = `
  update crossattn.documents set words = (
    select coalesce(sum(words), 0) from crossattn.passages where document = $1::int
  ) where id = $1::int`;

function passageRow({ page, start, end, text, title, metadata = {} }: StoredPassage, place: number): object {
  const kept = Object.entries(metadata).map(([name, value]) => [
    storable(name),
    typeof value === 'string' ? storable(value) : value,
  ]);
  return {
    place,
    page,
    from: start,
    to: end,
    text: storable(text),
    title: title && storable(title),
    metadata: Object.fromEntries(kept),
  };
}
