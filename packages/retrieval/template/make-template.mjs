// Makes empty-database.br, which new stores begin with, and made-with.json, which says by what. Run it after each change of
// PGlite or pgvector: pnpm --filter @crossattn/retrieval template
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

/** Makes a database and stops it, so that its files are complete. */
async function makeDatabase(dataDir) {
  const database = await PGlite.create({
    dataDir,
    extensions: { vector },
    // A database has one segment of the log at least: of 1 MB instead of 16.
    initDbStartParams: ['--wal-segsize=1'],
    startParams: [...PGlite.defaultStartParams, '-c', 'wal_recycle=off'],
  });
  await database.exec('create extension vector');
  // Databases that are copied where others are made, which a store never does.
  await database.exec('update pg_database set datistemplate = false');
  await database.exec('drop database template0');
  await database.exec('drop database template1');
  await database.exec('vacuum full');
  await database.exec('checkpoint');
  await database.close();
}

/** A line of JSON with all paths, folders before what is in them, and the sizes of files; then the files. */
async function packFolder(folder) {
  const paths = (await readdir(folder, { recursive: true })).sort();
  const entries = [];
  const contents = [];
  for (const path of paths) {
    const name = path.replaceAll('\\', '/');
    if ((await stat(join(folder, path))).isDirectory()) {
      entries.push([name]);
      continue;
    }
    const content = await readFile(join(folder, path));
    entries.push([name, content.length]);
    contents.push(content);
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(entries)}\n`), ...contents]);
}

const folder = await mkdtemp(join(tmpdir(), 'crossattn-template-'));
try {
  const dataDir = join(folder, 'database');
  await makeDatabase(dataDir);
  const content = await packFolder(dataDir);
  const packed = await promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  await writeFile(new URL('empty-database.br', import.meta.url), packed);
  const { dependencies } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  const names = ['@electric-sql/pglite', '@electric-sql/pglite-pgvector'];
  const madeWith = Object.fromEntries(names.map((name) => [name, dependencies[name]]));
  await writeFile(new URL('made-with.json', import.meta.url), `${JSON.stringify(madeWith, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
