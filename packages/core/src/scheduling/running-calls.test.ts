import { expect, it } from 'vitest';
import { RunningCalls } from './running-calls.js';

it('frees once, after the last call', async () => {
  const calls = new RunningCalls();
  const events: string[] = [];
  expect([calls.begin(), calls.begin(), calls.closed]).toEqual([true, true, false]);
  const closing = calls.close(() => void events.push('freed'));
  expect([calls.begin(), calls.closed]).toEqual([false, true]);
  expect(calls.close(() => void events.push('freed again'))).toBe(closing);
  await Promise.resolve();
  calls.end();
  await Promise.resolve();
  events.push('the last ends');
  calls.end();
  await closing;
  expect(events).toEqual(['the last ends', 'freed']);
});

it('frees at once where nothing runs, and says what went wrong', async () => {
  const calls = new RunningCalls();
  calls.begin();
  calls.end();
  const failing = () => Promise.reject(new Error('no'));
  await expect(calls.close(failing)).rejects.toThrow('no');
});
