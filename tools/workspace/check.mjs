// `pnpm check`: every gate, one after the other, all of them even when one fails; the last lines say which passed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packages = readdirSync('packages').map((name) => join('packages', name));
const published = packages.filter((folder) => !JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).private);

const gates = [
  ['lint and format', ['biome', 'check', '.', '--error-on-warnings']],
  ['build and types', ['nx', 'run-many', '-t', 'build', 'typecheck', 'lint', '--outputStyle=static']],
  ['unused files, exports and dependencies', ['knip']],
  ...published.map((folder) => [`manifest of ${folder}`, ['publint', '--strict', folder]]),
  ...published.map((folder) => [`types of ${folder}`, ['attw', '--pack', folder, '--profile', 'esm-only']]),
  ['documentation', ['nx', 'run-many', '-t', 'docs', '--outputStyle=static']],
  ...(process.argv.includes('--without-tests') ? [] : [['tests', ['node', 'tools/workspace/test.mjs']]]),
];

const results = gates.map(([name, [command, ...parameters]]) => {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, parameters, { stdio: 'inherit', shell: process.platform === 'win32' });
  return [name, status === 0];
});

console.log();
for (const [name, passed] of results) console.log(`${passed ? 'passed' : 'FAILED'}  ${name}`);
process.exitCode = results.every(([, passed]) => passed) ? 0 : 1;
