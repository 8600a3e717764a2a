import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';

const guide = readFileSync(new URL('../../../docs/guides/attention-controls.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

/** Runs an example of the guide as a module: what it exports, and what it logs. */
async function run(index: number) {
  const folder = new URL('../.test-report/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL(`attention-controls-${index}.ts`, folder));
  writeFileSync(file, examples[index] ?? '');
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const exported = await import(file);
  const lines = log.mock.calls;
  log.mockRestore();
  return { exported, lines };
}

describe('the guide to attention controls', () => {
  it('turns words up and down', async () => {
    const { exported, lines } = await run(0);
    const { before, after, output } = exported as Record<'before' | 'after', number[]> & {
      output: { shape: number[] };
    };
    expect(sum(before)).toBeCloseTo(1, 4);
    expect(sum(after)).toBeCloseTo(1, 4);
    // The odds of a word against one of weight 1 change by about its weight.
    const odds = (shares: number[], word: number) => (shares[word] ?? 0) / (shares[0] ?? 0);
    expect(odds(after, 1) / odds(before, 1)).toBeCloseTo(1.6, 1);
    expect(odds(after, 5) / odds(before, 5)).toBeCloseTo(0.5, 1);
    expect(output.shape).toEqual([1, 8, 256, 40]);
    expect(lines).toHaveLength(2);
  });

  it('edits weights', async () => {
    const { exported, lines } = await run(1);
    const { first, second, louder } = exported;
    expect(lines).toEqual([[true]]);
    expect(second.output.data).not.toEqual(first.output.data);
    for (let row = 0; row < louder.weights.data.length; row += 7)
      expect(sum([...louder.weights.data.subarray(row, row + 7)])).toBeCloseTo(1, 4);
    expect(examples).toHaveLength(2);
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
