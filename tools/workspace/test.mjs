// `pnpm test`: the tests of every package through nx, then one line with the totals. A test may be skipped only where
// ../shared is absent or, outside CI (CROSSATTN_CI=1), where the machine has no WebGPU adapter, Chromium or PostgreSQL.
// What failed is told once more after all else, where the end of a long log is what there is to read.
// Lavapipe, a second WebGPU adapter, may be absent in CI too, which says so: not every system has one that is new enough.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const reports = () =>
  ['packages', 'apps', 'tools']
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, '.test-report', 'report.json')))
    .filter((path) => existsSync(path));
for (const report of reports()) rmSync(report);

const run = spawnSync('nx', ['run-many', '-t', 'test', '--outputStyle=static', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});

const inCi = process.env.CROSSATTN_CI === '1';
const lacksHardware = (title) => !inCi && /\(no (WebGPU adapter|Chromium|PostgreSQL) here\)/.test(title);

const lacksLavapipe = (title) => title.includes('(no lavapipe here)');

const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const wronglySkipped = [];
for (const report of reports()) {
  for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) {
    const path = relative('.', file.name);
    if (file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')) {
      totals.failed += 1;
      failures.push(`${path}\n${file.message}`);
    }
    for (const { status, fullName, failureMessages } of file.assertionResults) {
      if (status === 'passed') totals.passed += 1;
      else if (status === 'failed') {
        totals.failed += 1;
        failures.push(`${path}: ${fullName}\n${failureMessages.join('\n')}`);
      } else {
        totals.skipped += 1;
        if (lacksLavapipe(fullName)) {
          console.log(`skipped: ${fullName}`);
          continue;
        }
        if (lacksHardware(fullName)) continue;
        if (!/\.\.\/shared\S* is absent/.test(fullName)) wronglySkipped.push(fullName);
        else if (existsSync('../shared/DESIGN.md')) wronglySkipped.push(`${fullName} (../shared is there)`);
      }
    }
  }
}
const ownLines = (text) => text.replace(/^ +at .*node_modules.*\n?/gm, '');
for (const failure of failures) console.error(`\nfailed: ${ownLines(failure).trimEnd()}`);
for (const name of wronglySkipped) console.error(`skipped without a reason that counts: ${name}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = run.status === 0 && totals.failed === 0 && totals.passed > 0 && wronglySkipped.length === 0 ? 0 : 1;
