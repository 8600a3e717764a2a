import postgres from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type PassageStore } from '../src/index.js';
import { longNote, note } from './notes.js';
import { type PostgresServer, serverPrograms, startPostgres } from './postgres-server.js';
import { itIsAStore } from './store-behaviour.js';
import { wordEncoder } from './word-encoder.js';

const absent = serverPrograms === undefined && process.env.CROSSATTN_CI !== '1';
const title = (what: string) => (absent ? `${what} (no PostgreSQL here)` : what);

describe.skipIf(absent)(title("a store on Debian's PostgreSQL, without vectors"), () => {
  let server: PostgresServer;
  let store: PassageStore;
  let other: postgres.Client;
  beforeAll(async () => {
    server = await startPostgres();
    other = new postgres.Client(server.url());
    other.on('error', () => {});
    await other.connect();
  }, 180_000);
  afterAll(async () => {
    await other?.end().catch(() => {});
    await server?.remove();
  });

  itIsAStore(async () => {
    store = await openStore(server.url(), { encoder: null });
    return store;
  });

  /** Does something while another connection holds the passages, and ends the connection that waits for them. */
  async function cutOff(work: () => Promise<unknown>): Promise<unknown> {
    await other.query('begin; lock table crossattn.passages in access exclusive mode');
    const outcome = work().catch((error: unknown) => error);
    const sql = `select pid from pg_stat_activity where wait_event_type = 'Lock' and pid <> pg_backend_pid()`;
    let waiting: { pid: number }[] = [];
    while (waiting.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await other.query('select pg_stat_clear_snapshot()');
      waiting = (await other.query(sql)).rows;
    }
    for (const { pid } of waiting) await other.query('select pg_terminate_backend($1)', [pid]);
    const result = await outcome;
    await other.query('rollback');
    return result;
  }

  it('loses no passage and doubles none when the database goes away while it indexes', async () => {
    const documents = [longNote('lost-1', 3), longNote('lost-2', 150)];
    await store.index([note('lost-2', 'the old form')]);
    const before = await store.documents();
    expect(await cutOff(() => store.index([documents[1] ?? note('')]))).toMatchObject({ code: 'database-unavailable' });
    expect(await store.documents()).toEqual(before);
    expect((await store.search('old form', { topK: 1 }))[0]?.text).toBe('the old form');
    expect(await store.index(documents)).toMatchObject({ added: 1, updated: 1, passages: 153 });
    const counted = await other.query(
      'select count(*)::int from crossattn.passages join crossattn.documents d on d.id = document where name = $1',
      ['lost-2'],
    );
    expect(counted.rows).toEqual([{ count: 150 }]);
  });

  it('says that the database went away while it searches, and searches again once it is back', async () => {
    expect(await cutOff(() => store.search('passage'))).toMatchObject({ code: 'database-unavailable' });
    const found = await store.search('passage');
    expect(found.length).toBeGreaterThan(0);
    await server.crash();
    await expect(store.search('passage')).rejects.toMatchObject({ code: 'database-unavailable' });
    await expect(store.index([note('x', 'y')])).rejects.toMatchObject({ code: 'database-unavailable' });
    await server.start();
    expect(await store.search('passage')).toEqual(found);
    other = new postgres.Client(server.url());
    await other.connect();
  });

  it('keeps nothing of a document when the disk is full', async () => {
    await other.query(`create function crossattn.full() returns trigger language plpgsql as $$ begin
      if (select count(*) from crossattn.passages where text like 'passage % of full') > 120 then
        raise exception using errcode = '53100', message = 'could not extend file: No space left on device';
      end if; return null; end $$;
      create trigger full_disk after insert on crossattn.passages execute function crossattn.full()`);
    const full = longNote('full', 300);
    const outcome = await store.index([note('fits', 'a short one'), full]).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: 'disk-full', message: expect.stringContaining('No space left') });
    const names = (await store.documents()).map(({ document }) => document);
    expect(names).toContain('fits');
    expect(names).not.toContain('full');
    await other.query('drop trigger full_disk on crossattn.passages');
    expect(await store.index([full])).toMatchObject({ added: 1, passages: 300 });
  });

  it('lets two processes index the same documents at once', async () => {
    await using second = await openStore(server.url(), { encoder: null });
    const documents = Array.from({ length: 8 }, (_, index) => longNote(`both-${index}`, 30));
    await Promise.all([store.index(documents), second.index(documents.toReversed())]);
    const sql = `select count(*)::int from crossattn.passages where text like '% of both-%'`;
    expect((await other.query(sql)).rows).toEqual([{ count: 240 }]);
  });

  it('is opened by two at once while it is new, and refused where it is another', async () => {
    await other.query('create database fresh');
    const opened = await Promise.all([0, 1, 2].map(() => openStore(server.url('fresh'), { encoder: null })));
    await Promise.all(opened.map((one) => one.dispose()));
    const german = openStore(server.url('fresh'), { encoder: null, language: 'german' });
    await expect(german).rejects.toMatchObject({ code: 'language-mismatch' });
    const encoded = openStore(server.url('fresh'), { encoder: wordEncoder() });
    await expect(encoded).rejects.toMatchObject({ code: 'encoder-mismatch' });
    const client = new postgres.Client(server.url('fresh'));
    await client.connect();
    await client.query(
      `update crossattn.store set header = replace(header, '"schemaVersion":1', '"schemaVersion":99')`,
    );
    const later = openStore(server.url('fresh'), { encoder: null });
    await expect(later).rejects.toMatchObject({ code: 'schema-mismatch', message: expect.stringContaining('came 99') });
    await client.query(`update crossattn.store set header = 'something else'`);
    await expect(openStore(server.url('fresh'), { encoder: null })).rejects.toMatchObject({ code: 'schema-mismatch' });
    await client.end();
  });

  it('inflects the words of its language', async () => {
    await other.query('create database deutsch');
    await using german = await openStore(server.url('deutsch'), { encoder: null, language: 'german' });
    expect(german.language).toBe('german');
    expect(german.encoder).toBeNull();
    await german.index([note('tiere.txt', 'Die Katzen schlafen.', 'Die Hunde bellen.')]);
    expect((await german.search('Wo schläft die Katze?')).map(({ text }) => text)).toEqual(['Die Katzen schlafen.']);
    await other.query('create database klingon');
    await expect(openStore(server.url('klingon'), { encoder: null, language: 'klingon' })).rejects.toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining('german'),
    });
  });

  it('says what a server lacks, or refuses, without telling a password', async () => {
    const { rows } = await other.query(`select 1 from pg_available_extensions where name = 'vector'`);
    await other.query('create database bare');
    const opening = openStore(server.url('bare'), { encoder: wordEncoder() });
    if (rows.length === 0) await expect(opening).rejects.toMatchObject({ code: 'extension-missing' });
    else await (await opening).dispose();
    const missing = await openStore(server.url('nowhere'), { encoder: null }).catch((error: unknown) => error);
    expect(missing).toMatchObject({ code: 'database-refused', message: expect.not.stringContaining('secret') });
  });
});

describe('a server that is not there', () => {
  it('is reported, without a password', async () => {
    const error = await openStore('postgres://me:secret@127.0.0.1:9/notes', { encoder: null }).catch((cause) => cause);
    expect(error).toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('postgres://127.0.0.1:9/notes: '),
    });
    expect(error.message).not.toContain('secret');
  });
});
