import { attention } from '../../attention/attention.js';
import { prepare } from '../../attention/prepare.js';
import type { AttentionElementType } from '../../backend/backend.js';
import { floatValues } from '../../tensor/float-values.js';
import type { Tensor } from '../../tensor/tensor.js';
import { assert, assertClose } from '../assertions.js';
import { pairShape, randomCase } from '../attention-case.js';
import { randomMask, randomNumbers, randomTensor } from '../random-tensors.js';
import type { ConformanceContext } from '../test-functions.js';
import { toleranceBetween } from '../tolerance.js';

type FloatTensor = Tensor<AttentionElementType>;

/** Arrays that are views, inputs that stay as they are, handles that live long, calls that overlap. */
export function testInputs(context: ConformanceContext, type: AttentionElementType): void {
  const { describe, it } = context;
  describe('inputs and handles', () => {
    it('reads arrays that are part of a larger buffer', async () => {
      const backend = await context.backend();
      const input = { ...randomCase(type), mask: randomMask(randomNumbers(12), [7]) };
      const views = {
        query: view(input.query),
        key: view(input.key),
        value: view(input.value),
        mask: view(input.mask),
      };
      const ofViews = (await attention({ ...views, backend })).output;
      assertNear(context, ofViews, (await attention({ ...input, backend })).output);
    });
    it('reads arrays that lie in shared memory', async () => {
      const backend = await context.backend();
      const input = { ...randomCase(type), mask: randomMask(randomNumbers(12), [7]) };
      const { query, key, value, mask } = input;
      const views = { query: shared(query), key: shared(key), value: shared(value), mask: shared(mask) };
      const ofViews = (await attention({ ...views, backend })).output;
      assertNear(context, ofViews, (await attention({ ...input, backend })).output);
    });
    it('leaves its inputs as they are', async () => {
      const input = randomCase(type);
      const pairs = pairShape(input);
      const random = randomNumbers(13);
      const all = { ...input, mask: randomMask(random, pairs), bias: randomTensor(random, type, pairs), softcap: 2 };
      const before = JSON.stringify(all, (_, value) =>
        ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value,
      );
      await attention({ ...all, backend: await context.backend(), returnWeights: true });
      const after = JSON.stringify(all, (_, value) => (ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value));
      assert(before === after, 'inputs: expected the same elements after the call');
    });
    it('answers many questions to one prepared memory, of other lengths and rows', async () => {
      const backend = await context.backend();
      const { key, value } = randomCase(type, { batch: 1, length: 40 });
      await using memory = await prepare({ key, value, backend });
      for (const [rows, queries] of [
        [1, 1],
        [3, 2],
        [1, 9],
        [1, 1],
        [2, 0],
      ] as const) {
        const { query } = randomCase(type, { batch: 1, rows, queries }, queries + 20);
        const [prepared, direct] = [
          await attention({ query, rows, memory }),
          await attention({ query, rows, key, value, backend }),
        ];
        assertNear(context, prepared.output, direct.output);
      }
    });
    it('keeps calls apart that overlap', async () => {
      const backend = await context.backend();
      const inputs = [1, 2, 3, 4, 5, 6].map((seed) => randomCase(type, { length: 5 * seed, queries: seed }, seed));
      const alone: FloatTensor[] = [];
      for (const input of inputs) alone.push((await attention({ ...input, backend })).output);
      const together = await Promise.all(inputs.map((input) => attention({ ...input, backend })));
      together.forEach(({ output }, index) => {
        assertNear(context, output, alone[index] as FloatTensor);
      });
    });
    it('refuses a handle that was disposed, and finishes what was running', async () => {
      const { query, key, value } = randomCase(type);
      const memory = await prepare({ key, value, backend: await context.backend() });
      const running = attention({ query, memory });
      await memory.dispose();
      await running;
      const refusal = await attention({ query, memory }).catch((error) => error.code);
      assert(refusal === 'disposed', `attention: expected the code disposed, got ${refusal}`);
    });
  });
}

function assertNear(context: ConformanceContext, one: FloatTensor, other: FloatTensor): void {
  assertClose('output', one, floatValues(other), toleranceBetween(one.type, context.options));
}

/** The same elements in the middle of a larger buffer. */
function view<Type extends AttentionElementType | 'bool'>(tensor: Tensor<Type>): Tensor<Type> {
  const larger = new (tensor.data.constructor as new (length: number) => typeof tensor.data)(tensor.data.length + 7);
  larger.fill(1 as never);
  const data = larger.subarray(5, 5 + tensor.data.length) as typeof tensor.data;
  data.set(tensor.data as never);
  return { ...tensor, data };
}

/** The same elements where other threads could write to them; where pages may not share memory, in memory of its own. */
function shared<Type extends AttentionElementType | 'bool'>(tensor: Tensor<Type>): Tensor<Type> {
  const { data } = tensor;
  const Memory = globalThis.SharedArrayBuffer ?? ArrayBuffer;
  const view = new (data.constructor as new (buffer: ArrayBufferLike) => typeof data)(new Memory(data.byteLength));
  view.set(data as never);
  return { ...tensor, data: view };
}
