import { attention } from '../../attention/attention.js';
import { attentionGradient } from '../../attention/attention-gradient.js';
import { prepare } from '../../attention/prepare.js';
import type { DisposableBackend } from '../../backend/backend.js';
import { floatValues } from '../../tensor/float-values.js';
import { assert, assertClose } from '../assertions.js';
import { randomCase } from '../attention-case.js';
import type { ConformanceContext } from '../test-functions.js';
import { toleranceBetween } from '../tolerance.js';

/** A backend that is disposed of, with calls running and memories in use. */
export function testDisposal(
  { describe, it, options }: ConformanceContext,
  create: () => DisposableBackend | Promise<DisposableBackend>,
): void {
  describe('disposal', () => {
    // Large enough that a call is still at work when the next line is.
    const { query, key, value } = randomCase('float32', { queries: 64, length: 500, headSize: 32, valueHeadSize: 32 });

    it('finishes what was running', async () => {
      const backend = await create();
      const memory = await prepare({ key, value, backend });
      const expected = (await attention({ query, memory })).output;
      const calls = [attention({ query, memory }), attention({ query, key, value, backend })];
      const [results] = await Promise.all([Promise.all(calls), backend.dispose()]);
      for (const { output } of results)
        assertClose('output', output, floatValues(expected), toleranceBetween('float32', options));
      await memory.dispose();
    });

    it('refuses what comes later, of memories that it prepared too, and says so', async () => {
      const backend = await create();
      const [memory, other] = [await prepare({ key, value, backend }), await prepare({ key, value, backend })];
      await other.dispose();
      const disposal = backend.dispose();
      const later = {
        attention: () => attention({ query, key, value, backend }),
        'attention to a memory': () => attention({ query, memory }),
        prepare: () => prepare({ key, value, backend }),
        ...(backend.doGradient && {
          attentionGradient: () => attentionGradient({ query, key, value, outputGradient: query, backend }),
        }),
      };
      for (const when of ['meanwhile', 'afterwards']) {
        for (const [name, call] of Object.entries(later)) {
          const error = await call().then(
            () => undefined,
            (cause) => cause,
          );
          assert(error?.code === 'disposed', `${name} ${when}: expected the code disposed, got ${error?.code}`);
          assert(error.message.includes(backend.name), `${name} ${when}: expected a message with the backend's name`);
        }
        await disposal;
      }
      await memory.dispose();
    });

    it('happens once, also where nothing was computed', async () => {
      const backend = await create();
      await Promise.all([backend.dispose(), backend[Symbol.asyncDispose]()]);
      await backend.dispose();
    });
  });
}
