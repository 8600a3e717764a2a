import { attention } from '../../attention/attention.js';
import type { AttentionElementType } from '../../backend/backend.js';
import { floatValues } from '../../tensor/float-values.js';
import type { Tensor } from '../../tensor/tensor.js';
import { assertClose } from '../assertions.js';
import { type AttentionCase, pairShape, randomCase, sizesOf } from '../attention-case.js';
import { judge } from '../judge.js';
import { randomMask, randomNumbers, randomTensor } from '../random-tensors.js';
import type { ConformanceContext } from '../test-functions.js';
import { toleranceBetween } from '../tolerance.js';

/** Rows that share a memory: the same result as with the memory copied for each row. */
export function testRows(context: ConformanceContext, type: AttentionElementType): void {
  context.describe('rows that share a memory', () => {
    for (const sizes of [{ rows: 2 }, { rows: 8, queries: 1, length: 65 }, { batch: 1, rows: 5, queryHeads: 2 }])
      context.it(`${JSON.stringify(sizes)}`, async () => {
        const input = randomCase(type, sizes);
        await judge(context, input);
        await compareExpanded(context, input, sizes.rows);
      });
    context.it('with a mask and a bias that differ by row', async () => {
      const input = randomCase(type, { rows: 3 });
      const random = randomNumbers(10);
      const pairs = pairShape(input);
      const keyMask = randomMask(random, [sizesOf(input).batch, sizesOf(input).length]);
      const options = { mask: randomMask(random, pairs), bias: randomTensor(random, type, pairs), keyMask };
      await judge(context, { ...input, ...options });
    });
    context.it('with one mask a row, the same for heads and queries', async () => {
      const input = randomCase(type, { rows: 3 });
      const [batch, , , length] = pairShape(input);
      await judge(context, { ...input, mask: randomMask(randomNumbers(11), [batch, 1, 1, length]) });
    });
  });
}

async function compareExpanded(context: ConformanceContext, input: AttentionCase, rows: number): Promise<void> {
  const backend = await context.backend();
  const { rows: _, ...separate } = input;
  const expanded = { ...separate, key: repeatBatches(input.key, rows), value: repeatBatches(input.value, rows) };
  const [folded, copied] = [await attention({ ...input, backend }), await attention({ ...expanded, backend })];
  const tolerance = toleranceBetween(input.query.type, context.options);
  assertClose('output folded', folded.output, floatValues(copied.output), tolerance);
}

function repeatBatches<Type extends AttentionElementType>(tensor: Tensor<Type>, times: number): Tensor<Type> {
  const [batch, ...rest] = tensor.shape as [number, number, number, number];
  const size = tensor.data.length / batch;
  const data = new (tensor.data.constructor as new (length: number) => typeof tensor.data)(tensor.data.length * times);
  for (let index = 0; index < batch * times; index += 1) {
    const start = Math.floor(index / times) * size;
    data.set(tensor.data.subarray(start, start + size) as never, index * size);
  }
  return { type: tensor.type, shape: [batch * times, ...rest], data };
}
