import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InterruptibleServer } from './interruptible-server.js';
import { writeOtherModel } from './other-model.js';
import { type CommandResult, type IndexResult, runCommand } from './run-command.js';

const folder = mkdtempSync(join(tmpdir(), 'reader-failing-'));
const model = writeOtherModel(join(folder, 'model'));
const rooms = join(folder, 'rooms');
const count = 8;
const pageCount = 16;
const question = 'what is on the night stand?';

let server: InterruptibleServer;
beforeAll(async () => {
  mkdirSync(rooms);
  for (let room = 0; room < count; room++) {
    writeFileSync(join(rooms, `${room}.txt`), `The dog of room ${room} is on the night stand.\n`);
  }
  server = await InterruptibleServer.start();
}, 180_000);
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const onServer = (...argv: string[]) => runCommand([...argv, '--store', server.url, '--model', model]);
const index = () => onServer('index', rooms, '--json');

/** That a command failed with one line for people that ends with the code. */
function expectFailure(result: CommandResult, code: string) {
  expect(result).toMatchObject({ status: 1, stdout: '' });
  expect(result.stderr).toMatch(new RegExp(`^reader (index|ask): [^\\n]+ \\(${code}\\)\\n$`));
  expect(result.stderr).not.toContain('secret');
}

/** That a store holds every room, once. */
function expectAllRooms({ status, stdout, stderr }: CommandResult): IndexResult {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const result: IndexResult = JSON.parse(stdout);
  expect(result).toMatchObject({ documents: count, passages: count, skipped: [] });
  return result;
}

describe('a database that goes away', { timeout: 180_000 }, () => {
  it('while it is filled: nothing is lost or doubled, and indexing goes on', async () => {
    server.goAwayAt('The dog of room 5');
    expectFailure(await index(), 'database-unavailable');
    expect(server.away).toBe(true);
    expectFailure(await index(), 'database-unavailable');
    server.comeBack();
    expect(expectAllRooms(await index())).toMatchObject({ added: count - 5, unchanged: 5 });
    const { rows } = await server.database.query('select text, count(*)::int from crossattn.passages group by text');
    expect(rows).toHaveLength(count);
    expect(rows).toEqual(rows.map((row) => ({ ...(row as object), count: 1 })));
  });

  it('while it is asked: that is said, and the next question is answered', async () => {
    server.goAwayAt('crossattn.vectors');
    expectFailure(await onServer('ask', question), 'database-unavailable');
    expect(server.away).toBe(true);
    expectFailure(await onServer('ask', question), 'database-unavailable');
    server.comeBack();
    const { status, stdout } = await onServer('ask', question, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).passages).toHaveLength(count);
  });
});

describe('a store that is another', { timeout: 180_000 }, () => {
  it.each([
    ['encoder', `'"revision":"', '"revision":"other-'`, 'encoder-mismatch'],
    ['version', `'"schemaVersion":1', '"schemaVersion":99'`, 'schema-mismatch'],
  ])('by its %s is neither filled nor asked, and stays as it was', async (_, change, code) => {
    const [before] = (await server.database.query<{ header: string }>('select header from crossattn.store')).rows;
    await server.database.exec(`update crossattn.store set header = replace(header, ${change})`);
    for (const result of [await index(), await onServer('ask', question)]) {
      expectFailure(result, code);
      expect(result.stderr).toContain('index the documents into a new store');
    }
    await server.database.query('update crossattn.store set header = $1', [before?.header]);
    expect(expectAllRooms(await index())).toMatchObject({ added: 0, updated: 0, unchanged: count });
  });
});

/** How far the log of an embedded database is written. */
function logEnd(store: string): number {
  const log = join(store, 'database', 'pg_wal');
  const [first = ''] = readdirSync(log).filter((name) => /^[\dA-F]{24}$/.test(name));
  return readFileSync(join(log, first)).findLastIndex((byte) => byte !== 0) + 1;
}

describe('a full disk', { timeout: 180_000 }, () => {
  it('ends the indexing with what was done until then, and indexing goes on when there is room', async () => {
    const store = join(folder, 'store');
    const inFolder = ['index', rooms, '--json', '--store', store, '--model', model];
    expectAllRooms(await runCommand(inFolder));
    const pages = join(folder, 'pages');
    mkdirSync(pages);
    for (let page = 0; page < pageCount; page++) {
      writeFileSync(
        join(pages, `${page}.txt`),
        `Page ${page}: ${'what is on the night stand of the dog? '.repeat(80)}\n`,
      );
    }
    const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
    const argv = [program, 'index', pages, '--store', store, '--model', model];
    // The shell counts blocks of 512 bytes; no byte of a file can be written beyond the limit.
    const blocks = Math.ceil(logEnd(store) / 512) + 512;
    const limited = ['-c', 'ulimit -f "$0"; exec "$@"', String(blocks), process.execPath, ...argv];
    const failed = await promisify(execFile)('sh', limited, { cwd: folder }).catch((error) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/^reader index: [^\n]*File too large \(disk-full\)\n$/);

    const { status, stdout } = await runCommand(['index', pages, '--json', '--store', store, '--model', model]);
    expect(status).toBe(0);
    const result: IndexResult = JSON.parse(stdout);
    expect(result).toMatchObject({ documents: count + pageCount, skipped: [] });
    expect(result.added).toBeGreaterThan(0);
    expect(result.unchanged).toBeGreaterThan(0);
    expect(result.added + result.unchanged).toBe(pageCount);
    // The pages are alike.
    expect((result.passages - count) % pageCount).toBe(0);
  });
});
