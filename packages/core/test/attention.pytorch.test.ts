import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { attention, attentionGradient } from '../src/index.js';

interface Golden {
  readonly shape: number[];
  readonly data: number[];
}

type Name = 'query' | 'key' | 'value';

interface Case extends Record<Name | 'outputGradient' | 'output', Golden> {
  readonly name: string;
  readonly mask: Golden | null;
  readonly bias: Golden | null;
  readonly scale: number | null;
  readonly softcap: number;
  readonly gradients: Record<Name, Golden>;
}

const { cases } = JSON.parse(readFileSync(new URL('pytorch-attention.json', import.meta.url), 'utf8')) as {
  cases: Case[];
};
const float = ({ shape, data }: Golden) => ({ type: 'float64', shape, data: Float64Array.from(data) }) as const;

describe('reference gives what PyTorch gives', () => {
  it.each(cases)('$name', async (golden) => {
    const input = {
      query: float(golden.query),
      key: float(golden.key),
      value: float(golden.value),
      mask: golden.mask
        ? ({ type: 'bool', shape: golden.mask.shape, data: Uint8Array.from(golden.mask.data) } as const)
        : undefined,
      bias: golden.bias ? float(golden.bias) : undefined,
      scale: golden.scale ?? undefined,
      softcap: golden.softcap,
      backend: 'reference',
    };
    const { output } = await attention(input);
    expect(distance(output.data, golden.output.data)).toBeLessThan(1e-11);
    const gradient = await attentionGradient({ ...input, outputGradient: float(golden.outputGradient) });
    for (const name of ['query', 'key', 'value'] as const)
      expect(distance(gradient[name].data, golden.gradients[name].data), name).toBeLessThan(1e-11);
  });
});

function distance(actual: Float64Array, expected: readonly number[]): number {
  return expected.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (actual[index] as number))), 0);
}
