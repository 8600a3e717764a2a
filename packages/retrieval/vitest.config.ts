import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// A store is made once, and each test copies it.
export default mergeConfig(shared, {
  test: { globalSetup: ['test/empty-store.ts'], testTimeout: 180_000, hookTimeout: 180_000 },
});
