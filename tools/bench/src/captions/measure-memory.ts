import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measurement } from '../measurement.js';
import { runToLine } from '../run-to-line.js';
import { summarize } from '../statistics.js';
import type { CaptionBenchSettings } from './settings.js';

/** The most memory that the built app ever holds while it captions one photo. */
export async function measureMemory({ photos, model }: CaptionBenchSettings, root: string): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'crossattn-bench-'));
  const report = join(folder, 'peak.json');
  const watch = new URL('../report-peak-memory.js', import.meta.url).href;
  const app = join(root, 'apps/caption/dist/main.js');
  const argv = ['--import', watch, app, photos[0] as string, ...(model === 'embedded' ? [] : ['--model', model])];
  const megabytes: number[] = [];
  try {
    for (let count = 0; count < 3; count++) {
      await runToLine(process.execPath, argv, { cwd: root, env: { ...process.env, CROSSATTN_BENCH_PEAK: report } });
      megabytes.push(JSON.parse(readFileSync(report, 'utf8')).kilobytes / 1000);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return [
    {
      name: 'peak memory of the app',
      unit: 'MB',
      summary: summarize(megabytes),
      target: { bound: 'at most', value: 450 },
    },
  ];
}
