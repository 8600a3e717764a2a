import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { describe, expect, it, vi } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);

describe('an example of the README prints what it says', () => {
  it.each(examples.map((code, index) => [index + 1, code] as const))('number %d', async (index, code) => {
    const folder = new URL('../.test-report/', import.meta.url);
    mkdirSync(folder, { recursive: true });
    const file = fileURLToPath(new URL(`readme-example-${index}.ts`, folder));
    writeFileSync(file, code);
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await import(file);
    const printed = log.mock.calls.map((values) => format(...values));
    log.mockRestore();
    const promised = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, text]) => text);
    expect(promised.length).toBeGreaterThan(0);
    expect(printed).toEqual(promised);
  });

  it('and there are three', () => expect(examples).toHaveLength(3));
});
