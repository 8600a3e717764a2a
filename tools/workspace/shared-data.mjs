// Prints which parts of ../shared lie beside this checkout, and whether Chromium with its software WebGPU driver is installed: an
// input of nx's cache for tests, since tests that need them are skipped without.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

for (const part of ['photos', 'conformance', 'samples', 'text']) {
  const readme = resolve('..', 'shared', part, 'README.md');
  console.log(part, existsSync(readme) ? statSync(readme).size : 'absent');
}
const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';
console.log('chromium', existsSync(driver) ? 'there' : 'absent', process.env.CROSSATTN_CI ?? '');
