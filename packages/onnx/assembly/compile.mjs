// Writes the compiled attend.ts, which `pnpm compile-kernel` pipes here, as a module that needs no file at run time. The
// compiler is no dependency: it is 100 MB, and nobody who installs or tests this package needs it.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';

const source = readFileSync(new URL('attend.ts', import.meta.url));
const compiled = await buffer(process.stdin);
const digest = createHash('sha256').update(source).digest('hex');
writeFileSync(
  new URL('../src/simd/attend-module.ts', import.meta.url),
  `// Written by \`pnpm compile-kernel\`.

/** SHA-256 of the source, assembly/attend.ts. */
export const compiledFrom = '${digest}';

/** The WebAssembly module, in base64. */
export const attendModule =
${compiled
  .toString('base64')
  .match(/.{1,110}/g)
  .map((line) => `  '${line}'`)
  .join(' +\n')};
`,
);
