// Prints which parts of ../shared lie beside this checkout: an input of nx's cache for tests, since tests that need them are skipped without.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

for (const part of ['photos', 'conformance', 'samples', 'text']) {
  const readme = resolve('..', 'shared', part, 'README.md');
  console.log(part, existsSync(readme) ? statSync(readme).size : 'absent');
}
