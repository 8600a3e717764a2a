import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** The path of a folder, or the path and the size of a file. */
type Entry = readonly [path: string] | readonly [path: string, size: number];

const template = new URL('../../template/empty-database.br', import.meta.url);

/** Puts an empty database with pgvector into a new folder: making one in WebAssembly takes seconds. */
export async function unpackDatabase(folder: string): Promise<void> {
  const content = await promisify(brotliDecompress)(await readFile(template), { chunkSize: 2 ** 20 });
  const line = content.indexOf('\n');
  const entries = JSON.parse(content.toString('utf8', 0, line)) as Entry[];
  mkdirSync(folder);
  let begin = line + 1;
  for (const [path, size] of entries) {
    if (size === undefined) mkdirSync(join(folder, path));
    else writeFileSync(join(folder, path), content.subarray(begin, begin + size), { flag: 'wx' });
    begin += size ?? 0;
  }
}
