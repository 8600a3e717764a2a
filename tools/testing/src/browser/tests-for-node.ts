import type { TestFunctions } from './tests-of-page.js';

/** For the page: test functions that keep the tests until the other side asks for them by their number. */
export function testsForNode(): TestFunctions {
  const tests: (() => Promise<void>)[] = [];
  globalThis.runConformanceTest = (index) => (tests[index] as () => Promise<void>)();
  return { describe: (_name, body) => body(), it: (_name, body) => tests.push(body) };
}
