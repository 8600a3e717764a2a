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

it('runs work that it waits for, and none after it was closed', async () => {
  const calls = new RunningCalls();
  const refuse = () => new Error('closed');
  let finish = (_result: number) => {};
  const result = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const work = calls.run(() => result, refuse);
  await expect(calls.run(() => Promise.reject(new Error('own failure')), refuse)).rejects.toThrow('own failure');
  let freed = false;
  const closing = calls.close(() => {
    freed = true;
  });
  await expect(calls.run(async () => 8, refuse)).rejects.toThrow('closed');
  expect(freed).toBe(false);
  finish(7);
  expect(await work).toBe(7);
  await closing;
  expect(freed).toBe(true);
});
