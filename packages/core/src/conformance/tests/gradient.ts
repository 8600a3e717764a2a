import { attentionGradient } from '../../attention/attention-gradient.js';
import type { AttentionElementType } from '../../backend/backend.js';
import { floatValues } from '../../tensor/float-values.js';
import { assert, assertClose } from '../assertions.js';
import { type AttentionCase, pairShape, randomCase } from '../attention-case.js';
import { expectedGradient } from '../expected-gradient.js';
import { randomMask, randomNumbers, randomTensor } from '../random-tensors.js';
import type { ConformanceContext } from '../test-functions.js';

const tolerances = { float64: 1e-7, float32: 1e-4, float16: 2e-2 };

/** The gradient against finite differences of the formula; where the backend has none, that it says so. */
export function testGradient(context: ConformanceContext, type: AttentionElementType): void {
  const random = randomNumbers(14);
  const small = { batch: 1, queryHeads: 2, heads: 1, queries: 2, length: 5, headSize: 3, valueHeadSize: 2 };
  const plain = randomCase(type, small);
  const shared = randomCase(type, { ...small, rows: 2 });
  const pairs = pairShape(shared);
  const cases: readonly (readonly [string, AttentionCase])[] = [
    ['without options', plain],
    ['with scale and softcap', { ...plain, scale: 0.8, softcap: 1.5 }],
    [
      'with rows, mask and bias',
      { ...shared, mask: randomMask(random, pairs), bias: randomTensor(random, type, pairs) },
    ],
    ['with padding and key weights', { ...plain, keyMask: mask([1, 0, 1, 1, 0]), keyWeight: weights([1, 1, 3, 0, 1]) }],
    [
      'of a row that may attend to nothing',
      { ...plain, mask: { ...mask([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]), shape: [2, 5] } },
    ],
    ['without keys', randomCase(type, { ...small, length: 0 })],
    ['without queries', randomCase(type, { ...small, queries: 0 })],
    ['with keys of size 0', randomCase(type, { ...small, headSize: 0 })],
    ['with values of size 0, which nothing depends on', randomCase(type, { ...small, valueHeadSize: 0, length: 40 })],
  ];
  context.describe('gradient', () => {
    for (const [name, input] of cases)
      context.it(name, async () => {
        const backend = await context.backend();
        const shape = [...input.query.shape.slice(0, 3), input.value.shape[3] as number];
        const outputGradient = randomTensor(randomNumbers(15), type, shape);
        const result = attentionGradient({ ...input, outputGradient, backend });
        if (!backend.doGradient) {
          const code = await result.catch((error) => error.code);
          assert(code === 'unsupported-by-backend', `attentionGradient: expected unsupported-by-backend, got ${code}`);
          return;
        }
        const tolerance = { absolute: tolerances[type], relative: tolerances[type] };
        const gradient = await result;
        for (const part of ['query', 'key', 'value'] as const)
          assertClose(part, gradient[part], expectedGradient(input, part, floatValues(outputGradient)), tolerance);
      });
  });
}

function mask(allowed: readonly number[]) {
  return { type: 'bool', shape: [allowed.length], data: Uint8Array.from(allowed) } as const;
}

function weights(values: readonly number[]) {
  return { type: 'float32', shape: [values.length], data: Float32Array.from(values) } as const;
}
