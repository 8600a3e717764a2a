import type { Database, Queries } from '../database/database.js';
import { RetrievalError } from '../retrieval-error.js';
import { hasTable } from './has-table.js';
import { createSchema, schemaVersion } from './schema.js';
import { checkHeader, parseHeader, type StoreEncoder, type StoreHeader } from './store-header.js';

/** What a store should be; of a new one all of it. */
export interface WantedStore {
  readonly encoder: StoreEncoder | null;
  readonly language?: string | undefined;
}

/**
 * Reads the header of a store and compares it, or makes the tables of a new one.
 *
 * @throws RetrievalError `schema-mismatch`, `encoder-mismatch`, `language-mismatch`, `extension-missing`, `invalid-option`
 */
export async function prepareStore(database: Database, wanted: WantedStore): Promise<StoreHeader> {
  const header = (await readHeader(database, database.name)) ?? (await createStore(database, wanted));
  const { encoder, language } = wanted;
  checkHeader(header, { schemaVersion, encoder, ...(language !== undefined && { language }) }, database.name);
  return header;
}

async function readHeader(queries: Queries, name: string): Promise<StoreHeader | undefined> {
  if (!(await hasTable(queries, 'store'))) return undefined;
  const [row] = await queries.query<{ header: string }>('select header from crossattn.store');
  return parseHeader(row?.header, name);
}

async function createStore(database: Database, { encoder, language = 'english' }: WantedStore): Promise<StoreHeader> {
  const header: StoreHeader = { schemaVersion, language, encoder };
  await checkLanguage(database, language);
  if (encoder !== null) await createExtension(database);
  return database.transaction(async (queries) => {
    // Two processes that make the same store: the second waits here and finds it made.
    await queries.query('select pg_advisory_xact_lock($1)', [1_668_481_905]);
    const made = await readHeader(queries, database.name);
    if (made !== undefined) return made;
    await createSchema(queries, encoder?.width);
    await queries.query('insert into crossattn.store (header) values ($1)', [JSON.stringify(header)]);
    return header;
  });
}

async function checkLanguage(database: Database, language: string): Promise<void> {
  const known = await database.query<{ name: string }>('select distinct cfgname as name from pg_ts_config order by 1');
  if (known.some(({ name }) => name === language)) return;
  const names = known.map(({ name }) => name).join(', ');
  throw new RetrievalError('invalid-option', `language: expected one of ${names}, came ${language}`);
}

async function createExtension(database: Database): Promise<void> {
  try {
    await database.query('create extension if not exists vector');
  } catch (cause) {
    const { code } = ((cause as Error).cause ?? {}) as { readonly code?: string };
    // Another process made it at the same time.
    if (code === '23505' || code === '42710') return;
    if (!(code?.startsWith('0A') || code?.startsWith('58') || code === '42501')) throw cause;
    throw new RetrievalError(
      'extension-missing',
      `${database.name}: expected pgvector, the extension for vectors, came: ${(cause as Error).message}. Install it, have an administrator run "create extension vector", or open the store without an encoder`,
      { cause },
    );
  }
}
