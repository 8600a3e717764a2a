import { expect, it } from 'vitest';
import { runToLine } from './run-to-line.js';

const surroundings = { cwd: process.cwd() };

it('times a process up to its first line', async () => {
  const program = "console.log('a cat'); setTimeout(() => {}, 1500)";
  const { text, milliseconds, totalMilliseconds } = await runToLine(
    process.execPath,
    ['--eval', program],
    surroundings,
  );
  expect(text).toBe('a cat');
  expect(milliseconds).toBeGreaterThan(5);
  expect(totalMilliseconds).toBeGreaterThan(milliseconds + 1000);
});

it('fails with what the process complained about', async () => {
  const program = "console.error('no model'); process.exit(3)";
  await expect(runToLine(process.execPath, ['--eval', program], surroundings)).rejects.toThrow(
    /ended with 3: no model/,
  );
});
