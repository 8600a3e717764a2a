import { fileURLToPath } from 'node:url';
import { describeBackendConformance } from '@crossattn/core/conformance';
import { browser, bundleForBrowser, openPage, testsOfPage } from '@crossattn/testing/browser';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserConformanceOptions } from './conformance-options.js';

describe.skipIf(browser.absent)(browser.title('webgpu in Chromium'), () => {
  let instance: Awaited<ReturnType<typeof browser.launch>> | undefined;
  let page: Awaited<ReturnType<typeof openPage>> | undefined;

  beforeAll(async () => {
    const script = await bundleForBrowser(fileURLToPath(new URL('./page.ts', import.meta.url)));
    instance = await browser.launch();
    page = await openPage(instance, script);
    await page.waitForFunction(() => globalThis.runConformanceTest !== undefined);
  }, browser.startTimeout);
  afterAll(() => instance?.close());

  describeBackendConformance(
    () => Promise.reject(new Error('the backend is in the page')),
    testsOfPage({ describe, it }, () => page),
    browserConformanceOptions,
  );
});
