import type { Queries } from '../database/database.js';

/** Of the tables below. Stores of other versions are refused. */
export const schemaVersion = 1;

/**
 * The tables of a store. Vectors lie apart from texts, unpacked, so that comparing with all of them reads nothing else.
 * `words` is the length of a passage in words that full-text search knows.
 */
const tables = [
  `create table crossattn.documents (
    id integer generated always as identity primary key,
    name text not null unique,
    hash text not null,
    passages integer not null,
    words bigint not null default 0
  )`,
  `create table crossattn.passages (
    id integer generated always as identity primary key,
    document integer not null references crossattn.documents on delete cascade,
    page integer,
    "from" integer not null,
    "to" integer not null,
    text text not null,
    title text,
    metadata jsonb not null,
    words integer not null,
    lexemes tsvector not null
  )`,
  'create index passages_document on crossattn.passages (document)',
  'create index passages_lexemes on crossattn.passages using gin (lexemes)',
  'create index passages_metadata on crossattn.passages using gin (metadata jsonb_path_ops)',
];

/** Makes the tables of a store. */
export async function createSchema(queries: Queries, width: number | undefined): Promise<void> {
  await queries.query('create schema crossattn');
  await queries.query('create table crossattn.store (header text not null)');
  for (const table of tables) await queries.query(table);
  if (width === undefined) return;
  await queries.query(
    `create table crossattn.vectors (
      passage integer primary key references crossattn.passages on delete cascade,
      vector vector(${width}) not null
    )`,
  );
  if (fitsPage(width)) await queries.query('alter table crossattn.vectors alter vector set storage plain');
}

/** A row of a table that is not moved elsewhere must fit a page of 8,192 bytes; two of them at least. */
function fitsPage(width: number): boolean {
  return width * Float32Array.BYTES_PER_ELEMENT < 4000;
}
