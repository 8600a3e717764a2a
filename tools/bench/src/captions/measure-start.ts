import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measurement } from '../measurement.js';
import { runToLine } from '../run-to-line.js';
import { summarize } from '../statistics.js';
import type { CaptionBenchSettings } from './settings.js';

/** From the start of a process to its caption: the built app, and the whole command that a person types. */
export async function measureStart(
  { photos, model, starts }: CaptionBenchSettings,
  root: string,
): Promise<Measurement[]> {
  const argv = [photos[0] as string, ...(model === 'embedded' ? [] : ['--model', model])];
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const app = () => runToLine(process.execPath, [join(root, 'apps/caption/dist/main.js'), ...argv], { cwd: root });
  const whole = () => runToLine('npx', ['--yes', packageManager, '--silent', 'caption', ...argv], { cwd: root });
  // The whole command comes first: it builds the app where that has not been done.
  const wholeMilliseconds = await repeated(starts, whole);
  const appMilliseconds = await repeated(starts, app);
  return [
    {
      name: 'built app, start to caption',
      unit: 'ms',
      summary: summarize(appMilliseconds),
      target: { bound: 'at most', value: 900 },
    },
    {
      name: 'whole npx command',
      unit: 'ms',
      summary: summarize(wholeMilliseconds),
      target: { bound: 'at most', value: 3000 },
    },
  ];
}

/** The first run fills the caches of the machine and does not count. */
async function repeated(times: number, run: () => Promise<{ milliseconds: number }>): Promise<number[]> {
  await run();
  const milliseconds: number[] = [];
  for (let count = 0; count < times; count++) milliseconds.push((await run()).milliseconds);
  return milliseconds;
}
