import { attention } from '../../attention/attention.js';
import type { AttentionElementType } from '../../backend/backend.js';
import { floatValues } from '../../tensor/float-values.js';
import { assert, assertClose, assertShape } from '../assertions.js';
import { pairShape, randomCase, sizesOf } from '../attention-case.js';
import type { ConformanceContext } from '../test-functions.js';
import { toleranceBetween } from '../tolerance.js';

/** The hook over the weights; where the backend has none, that it says so. */
export function testEditing(context: ConformanceContext, type: AttentionElementType): void {
  const { describe, it } = context;
  const keyMask = { type: 'bool', shape: [7], data: Uint8Array.of(1, 1, 1, 0, 1, 1, 1) } as const;
  describe('editing weights', () => {
    it('a hook that changes nothing changes nothing, or is refused', async () => {
      const backend = await context.backend();
      const input = { ...randomCase(type), keyMask };
      const edited = attention({ ...input, backend, editWeights: () => {} });
      if (!(await context.backend()).capabilities.editWeights) {
        const code = await edited.catch((error) => error.code);
        assert(code === 'unsupported-by-backend', `attention: expected the code unsupported-by-backend, got ${code}`);
        return;
      }
      const plain = await attention({ ...input, backend });
      assertClose('output', (await edited).output, floatValues(plain.output), toleranceBetween(type, context.options));
    });
    it('a hook decides the weights, except those of masked keys', async () => {
      if (!(await context.backend()).capabilities.editWeights) return;
      const input = { ...randomCase(type), keyMask };
      const { output, weights } = await attention({
        ...input,
        backend: await context.backend(),
        returnWeights: true,
        editWeights: async (edited) => {
          assert(edited.type === (type === 'float64' ? 'float64' : 'float32'), `hook: got type ${edited.type}`);
          assertShape('weights in the hook', edited, pairShape(input));
          edited.data.forEach((_, index) => {
            edited.data[index] = index % 7 === 2 || index % 7 === 3 ? 0.5 : 0;
          });
        },
      });
      const expectedWeights = Array.from(weights.data, (_, index) => (index % 7 === 2 ? 0.5 : 0));
      assertClose('weights', weights, expectedWeights, { absolute: 0, relative: 0 });
      const { length, valueHeadSize, queries, queryHeads, heads } = sizesOf(input);
      const values = floatValues(input.value);
      const expected = Array.from({ length: output.data.length }, (_, index) => {
        const row = Math.floor(index / valueHeadSize / queries);
        const head = Math.floor(row / queryHeads) * heads + Math.floor((row % queryHeads) / (queryHeads / heads));
        return 0.5 * (values[(head * length + 2) * valueHeadSize + (index % valueHeadSize)] as number);
      });
      assertClose('output', output, expected, toleranceBetween(type, context.options));
    });
  });
}
