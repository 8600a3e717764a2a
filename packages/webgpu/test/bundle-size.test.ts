import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleForBrowser } from './bundle.js';

const everyFunction = `export * from '@crossattn/core'; export * from '@crossattn/webgpu';`;

it('core and webgpu together take at most 30 KB of a page, gzipped', async () => {
  const script = await bundleForBrowser({ contents: everyFunction });
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(30_000);
});

it('the bundle for a browser holds nothing of Node', async () => {
  const script = await bundleForBrowser({ contents: everyFunction });
  expect(script).not.toMatch(/node:|require\(|import\(/);
});
