// `pnpm caption …` and its like: builds the app if its sources changed, then runs it in the person's own folder.
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const [app, ...argumentsOfApp] = process.argv.slice(2);
const nx = createRequire(resolve(root, 'package.json')).resolve('nx/bin/nx.js');

const build = spawnSync(process.execPath, [nx, 'run', `@crossattn/${app}:build`, '--outputStyle=static'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  encoding: 'utf8',
});
if (build.status !== 0) {
  process.stderr.write(build.stdout + build.stderr);
  process.exit(build.status ?? 1);
}

const require = createRequire(resolve(root, 'package.json'));
const manifests = ['apps', 'tools'].map((folder) => resolve(root, folder, app, 'package.json'));
const manifest = manifests.find((path) => {
  try {
    require(path);
    return true;
  } catch {
    return false;
  }
});
const { bin } = require(manifest);
const entry = resolve(dirname(manifest), typeof bin === 'string' ? bin : Object.values(bin)[0]);
const child = spawn(process.execPath, [entry, ...argumentsOfApp], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
