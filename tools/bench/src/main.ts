#!/usr/bin/env node
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchCaptions } from './captions/bench-captions.js';
import { findBenchPhotos } from './captions/find-bench-photos.js';
import { describeMachine } from './machine.js';
import { formatTable } from './table.js';

const usage = `Usage: bench captions [--json] [--photos <folder>] [--model <folder>] [--starts <n>]

Measures captions on this machine: one photo at a time and in batches of 16, the start of the app, the whole npx
command, and memory. Close other programs first: the table says how loaded the machine was when it began.
`;

const root = resolve(fileURLToPath(import.meta.url), '..', '..', '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    photos: { type: 'string' },
    model: { type: 'string', default: 'embedded' },
    starts: { type: 'string', default: '10' },
  },
});
if (positionals.join(' ') !== 'captions' || !/^[1-9]\d*$/.test(values.starts)) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const machine = describeMachine();
  const photos = await findBenchPhotos(values.photos, root);
  const model = values.model === 'embedded' ? values.model : resolve(values.model);
  const measurements = await benchCaptions({ photos, model, starts: Number(values.starts) }, root);
  process.stdout.write(
    values.json ? `${JSON.stringify({ machine, measurements })}\n` : formatTable(machine, measurements),
  );
}
