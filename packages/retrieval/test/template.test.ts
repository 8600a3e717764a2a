import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackDatabase } from '../src/database/unpack-database.js';
import { openStore } from '../src/index.js';
import { wordEncoder } from './word-encoder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossattn-retrieval-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the empty database that new stores begin with', () => {
  const advice = 'run pnpm --filter @crossattn/retrieval template';

  it('was made by the PGlite and the pgvector that are installed', async () => {
    const read = async (path: string) => JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8'));
    const madeWith = await read('../template/made-with.json');
    const { dependencies } = await read('../package.json');
    expect(Object.keys(madeWith)).toEqual(['@electric-sql/pglite', '@electric-sql/pglite-pgvector']);
    expect(dependencies, advice).toMatchObject(madeWith);
    for (const [name, version] of Object.entries(madeWith)) {
      expect((await read(`../node_modules/${name}/package.json`)).version, advice).toBe(version);
    }
  });

  it('has what a database has that is made here and now', async () => {
    const unpacked = join(folder, 'unpacked');
    await unpackDatabase(unpacked);
    const [template, made] = [await describeDatabase(unpacked), await describeDatabase('memory://')];
    expect(template, advice).toEqual(made);
    expect(made.extensions).toContainEqual({ extname: 'vector', extversion: expect.any(String) });
  });
});

/** What Postgres and pgvector bring along, down to the numbers of the rows in the catalogue. */
async function describeDatabase(dataDir: string) {
  const database = await PGlite.create({ dataDir, extensions: { vector } });
  const rows = async (sql: string) => (await database.query(sql)).rows;
  try {
    await database.exec('create extension if not exists vector');
    const catalogues: Record<string, unknown> = {};
    for (const name of ['pg_proc', 'pg_type', 'pg_operator', 'pg_amproc', 'pg_cast', 'pg_ts_config', 'pg_ts_dict']) {
      catalogues[name] = await rows(
        `select count(*), md5(string_agg(entry::text, ' ' order by oid)) from ${name} entry`,
      );
    }
    return {
      version: await rows('select version(), pg_control_version, catalog_version_no from pg_control_system()'),
      relations: await rows(
        `select relname, relkind from pg_class where relkind <> 't' and relname !~ '^pg_toast' order by 1`,
      ),
      extensions: await rows('select extname, extversion from pg_extension order by 1'),
      settings: await rows(
        `select name, setting from pg_settings
         where source = 'configuration file' and name !~ '_wal_size$' order by 1`,
      ),
      catalogues,
    };
  } finally {
    await database.close();
  }
}

it('a database that was being made when the process ended is made anew', async () => {
  const store = join(folder, 'half-made');
  await mkdir(join(store, 'database', 'base'), { recursive: true });
  await writeFile(join(store, 'database', 'PG_VERSION'), '18\n');
  await writeFile(join(store, 'crossattn-store.json'), '{"format":"crossattn-store","state":"being-made"}\n');
  await using opened = await openStore(store, { encoder: wordEncoder() });
  expect(await opened.documents()).toEqual([]);
});
