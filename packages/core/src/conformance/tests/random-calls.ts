import type { AttentionElementType } from '../../backend/backend.js';
import { judge } from '../judge.js';
import { randomCall } from '../random-call.js';
import type { ConformanceContext } from '../test-functions.js';

const usualCalls = 30;

/** Combinations of sizes and options that no test has by name. */
export function testRandomCalls(context: ConformanceContext, type: AttentionElementType): void {
  const calls = context.options.randomCalls ?? usualCalls;
  context.describe('random calls', () => {
    for (let seed = 1; seed <= calls; seed += 1)
      context.it(`of seed ${seed}`, () => judge(context, randomCall(type, seed)));
  });
}
