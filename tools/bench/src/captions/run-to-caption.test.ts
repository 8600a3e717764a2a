import { expect, it } from 'vitest';
import { runToCaption } from './run-to-caption.js';

const surroundings = { cwd: process.cwd() };

it('times a process up to its first line', async () => {
  const program = "console.log('a cat'); setTimeout(() => {}, 1500)";
  const { caption, milliseconds } = await runToCaption(process.execPath, ['--eval', program], surroundings);
  expect(caption).toBe('a cat');
  expect(milliseconds).toBeGreaterThan(5);
});

it('fails with what the process complained about', async () => {
  const program = "console.error('no model'); process.exit(3)";
  await expect(runToCaption(process.execPath, ['--eval', program], surroundings)).rejects.toThrow(
    /ended with 3: no model/,
  );
});
