import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleForBrowser } from '@crossattn/testing/browser';
import { expect, it } from 'vitest';

const everyFunction = {
  contents: `export * from '@crossattn/core'; export * from '@crossattn/webgpu';`,
  folder: fileURLToPath(new URL('.', import.meta.url)),
};

it('core and webgpu together take at most 30 KB of a page, gzipped', async () => {
  const script = await bundleForBrowser(everyFunction);
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(30_000);
});

it('the bundle for a browser holds nothing of Node', async () => {
  const script = await bundleForBrowser(everyFunction);
  expect(script).not.toMatch(/node:|require\(|import\(/);
});
