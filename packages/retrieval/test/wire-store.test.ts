import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { afterAll, beforeAll, describe } from 'vitest';
import { openStore, type PassageStore } from '../src/index.js';
import { itIsAStore } from './store-behaviour.js';
import { type TemporaryStore, temporaryStore } from './temporary-store.js';
import { wordEncoder } from './word-encoder.js';

describe('a store over the wire, with vectors: the socket server of PGlite', () => {
  let temporary: TemporaryStore;
  let database: PGlite;
  let server: PGLiteSocketServer;
  let store: PassageStore;
  beforeAll(async () => {
    temporary = await temporaryStore();
    database = await PGlite.create(`${temporary.folder}/database`, { extensions: { vector } });
    await database.exec('drop schema crossattn cascade; drop extension vector');
    server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 8 });
    await server.start();
  });
  afterAll(async () => {
    await store?.dispose();
    await server?.stop();
    await database?.close();
    await temporary?.[Symbol.asyncDispose]();
  });

  itIsAStore(async () => {
    store = await openStore(`postgres://postgres@${server.getServerConn()}/postgres`, { encoder: wordEncoder() });
    return store;
  });
});

// Any server with pgvector, for those who have one: its database gets a store of the test encoder.
const url = process.env.CROSSATTN_TEST_DATABASE;
if (url !== undefined) {
  describe('a store on a server with pgvector', () => {
    itIsAStore(() => openStore(url, { encoder: wordEncoder() }));
  });
}
