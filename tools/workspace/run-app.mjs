// `pnpm caption …` and its like: builds the app if anything changed since its last build, then runs it in the person's
// own folder. Writes nothing on stdout: that belongs to the app.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stampIsCurrent, writeStamp } from './build-stamp.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [app, ...argumentsOfApp] = process.argv.slice(2);
const folder = ['apps', 'tools'].map((parent) => join(root, parent, app)).find(existsSync);
const { bin, name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const entry = join(folder, Object.values(bin)[0]);
const stamp = join(root, 'node_modules', '.cache', 'crossattn', `${app}.json`);

if (!stampIsCurrent(root, stamp)) {
  if (!existsSync(entry)) process.stderr.write(`Building ${app} (the first time; this takes a minute) …\n`);
  const nx = createRequire(join(root, 'package.json')).resolve('nx/bin/nx.js');
  const build = spawnSync(process.execPath, [nx, 'run', `${name}:build`, '--outputStyle=static'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (build.status !== 0) {
    process.stderr.write(`${build.stdout}${build.stderr}\n${app} could not be built.\n`);
    process.exit(build.status ?? 1);
  }
  writeStamp(root, stamp, folder);
}

// pnpm runs scripts in the root folder; INIT_CWD is where the person was. Anywhere else the variable means something else.
if (process.env.npm_lifecycle_event === app && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.argv.splice(1, process.argv.length - 1, entry, ...argumentsOfApp);
await import(pathToFileURL(entry).href);
