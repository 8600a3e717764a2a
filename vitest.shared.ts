import { defineConfig } from 'vitest/config';

/** The one test configuration of all packages; each package's `vitest.config.ts` re-exports it. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    reporters: ['default', ['json', { outputFile: '.test-report/report.json' }]],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // nx asks for colours, and a program under test that prints values would print them coloured.
    env: { FORCE_COLOR: '0' },
    pool: 'forks',
    maxWorkers: 2,
  },
});
