import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const versions = '/usr/lib/postgresql';
const [version] = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a)) : [];
const programs = version && join(versions, version, 'bin');

/** Where the programs of Debian's PostgreSQL are; a clean clone may have none. */
export const serverPrograms = programs && existsSync(join(programs, 'initdb')) ? programs : undefined;

/** A server of its own, with its files and its socket in a temporary folder. */
export interface PostgresServer {
  /** The address of a database of it. */
  readonly url: (database?: string) => string;
  readonly start: () => Promise<void>;
  /** Stops it as a crash would: no connection is told. */
  readonly crash: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Makes a server and starts it. PostgreSQL refuses to run as root: then its own user runs it. */
export async function startPostgres(): Promise<PostgresServer> {
  if (serverPrograms === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const folder = mkdtempSync(join(tmpdir(), 'crossattn-pg-'));
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  const run = async (program: string, ...parameters: string[]) => {
    await promisify(execFile)(join(serverPrograms, program), parameters, options);
  };
  // What the server itself prints must not keep a pipe of ours open: it goes to a file.
  const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c jit=off`;
  const start = async () => {
    const parameters = ['start', '-D', data, '-w', '-t', '120', '-l', join(folder, 'log'), '-o', settings];
    const { status } = spawnSync(join(serverPrograms, 'pg_ctl'), parameters, { ...options, stdio: 'ignore' });
    if (status !== 0) throw new Error(`pg_ctl start ended with ${status}`);
  };
  const crash = () => run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
  await run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  await start();
  return {
    url: (database = 'postgres') => `postgres://postgres:secret@localhost/${database}?host=${folder}`,
    start,
    crash,
    async remove() {
      await crash().catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
}
