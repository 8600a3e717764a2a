// Loaded into a process that is measured: when it ends, its peak memory is written to the file that the environment names.
import { writeFileSync } from 'node:fs';

const report = process.env.CROSSATTN_BENCH_PEAK;
if (report) {
  process.on('exit', () => writeFileSync(report, JSON.stringify({ kilobytes: process.resourceUsage().maxRSS })));
}
