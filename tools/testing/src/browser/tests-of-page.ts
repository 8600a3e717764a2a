import type { Page } from 'playwright-core';

declare global {
  var runConformanceTest: ((index: number) => Promise<void>) | undefined;
}

export interface TestFunctions {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => Promise<void>): unknown;
}

/**
 * Test functions that run the tests of a page: a kit that registers the same tests in the same order here and there is
 * told here, and computed there.
 */
export function testsOfPage({ describe, it }: TestFunctions, page: () => Page | undefined): TestFunctions {
  let next = 0;
  return {
    describe,
    it(name) {
      const index = next++;
      it(name, async () => {
        await page()?.evaluate((at) => globalThis.runConformanceTest?.(at), index);
      });
    },
  };
}
