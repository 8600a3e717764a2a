// A process of its own: prints the megabytes that one call of the op took beyond its inputs and its output.
import { existsSync, readFileSync } from 'node:fs';
import { attention } from '@crossattn/core';
import { createCpuBackend } from '../../dist/index.js';

const [heads, queries, keys, size] = process.argv.slice(2).map(Number);
const backend = createCpuBackend({ threads: 2 });
const tensor = (length) => {
  const data = new Float32Array(heads * length * size);
  for (let index = 0; index < data.length; index += 1) data[index] = (index % 251) / 251;
  return { type: 'float32', shape: [1, heads, length, size], data };
};
await attention({ query: tensor(1), key: tensor(1), value: tensor(1), backend });
const input = { query: tensor(queries), key: tensor(keys), value: tensor(keys), backend };
const before = process.memoryUsage().rss;
const { output } = await attention(input);
process.stdout.write(String((peak() - before - output.data.byteLength) / 1e6));

/** The most bytes that this process has held. On Linux `maxRSS` begins with what the process held that started it. */
function peak() {
  const status = '/proc/self/status';
  const held = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return 1024 * Number(held ?? process.resourceUsage().maxRSS);
}
