import { describeBackendConformance } from '@crossattn/core/conformance';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { bundleForBrowser } from './bundle.js';
import { browser, openPage } from './chromium.js';
import { browserConformanceOptions } from './conformance-options.js';

describe.skipIf(browser.absent)(browser.title('webgpu in Chromium'), () => {
  let instance: Browser | undefined;
  let page: Page | undefined;

  beforeAll(async () => {
    const script = await bundleForBrowser({ file: './page.ts' });
    instance = await browser.launch();
    page = await openPage(instance, script);
    await page.waitForFunction(() => globalThis.runConformanceTest !== undefined);
  });
  afterAll(() => instance?.close());

  // The kit registers the same tests in the same order here as in the page, which runs them.
  let next = 0;
  describeBackendConformance(
    () => Promise.reject(new Error('the backend is in the page')),
    {
      describe,
      it(name) {
        const index = next++;
        it(name, async () => {
          await page?.evaluate((at) => globalThis.runConformanceTest?.(at), index);
        });
      },
    },
    browserConformanceOptions,
  );
});
