import { describe, expectTypeOf, it } from 'vitest';
import type { Tensor } from '../tensor/tensor.js';
import { attention } from './attention.js';
import { attentionGradient } from './attention-gradient.js';
import { prepare } from './prepare.js';

declare const single: Tensor<'float32'>;
declare const half: Tensor<'float16'>;
declare const bool: Tensor<'bool'>;

/** Only the compiler looks at these: none of the functions is called. */
describe('types', () => {
  it('the result has the type of the query', () => {
    const call = () => attention({ query: single, key: single, value: single });
    expectTypeOf<Awaited<ReturnType<typeof call>>['output']>().toEqualTypeOf<Tensor<'float32'>>();
    expectTypeOf<Awaited<ReturnType<typeof call>>['output']['data']>().toEqualTypeOf<Float32Array>();
    const halves = () => attention({ query: half, key: half, value: half });
    expectTypeOf<Awaited<ReturnType<typeof halves>>['output']['data']>().toEqualTypeOf<Uint16Array>();
  });

  it('weights are there exactly where they are asked for', () => {
    const asked = () => attention({ query: single, key: single, value: single, returnWeights: true });
    expectTypeOf<Awaited<ReturnType<typeof asked>>['weights']>().toEqualTypeOf<Tensor<'float32'>>();
    const plain = () => attention({ query: single, key: single, value: single });
    expectTypeOf<Awaited<ReturnType<typeof plain>>['weights']>().toEqualTypeOf<Tensor<'float32'> | undefined>();
  });

  it('a memory takes the place of keys and values, and carries their type', () => {
    const make = () => prepare({ key: half, value: half });
    type Made = Awaited<ReturnType<typeof make>>;
    expectTypeOf<Made['type']>().toEqualTypeOf<'float16'>();
    const ask = (memory: Made) => attention({ query: half, memory });
    expectTypeOf<Awaited<ReturnType<typeof ask>>['output']>().toEqualTypeOf<Tensor<'float16'>>();
    // @ts-expect-error keys belong to prepare()
    () => (memory: Made) => attention({ query: half, memory, key: half });
  });

  it('what a mask, a bias or an option must be', () => {
    // @ts-expect-error a float mask is a bias
    () => attention({ query: single, key: single, value: single, mask: single });
    // @ts-expect-error a boolean bias is a mask
    () => attention({ query: single, key: single, value: single, bias: bool });
    // @ts-expect-error there is no such option
    () => attention({ query: single, key: single, value: single, causal: true });
    // @ts-expect-error values are missing
    () => attention({ query: single, key: single });
    // @ts-expect-error the gradient of the output is missing
    () => attentionGradient({ query: single, key: single, value: single });
  });
});
