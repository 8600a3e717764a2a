import { expect, it } from 'vitest';
import { untilAborted } from './until-aborted.js';

it('lets any number wait on one signal without a warning, and stops all of them', async () => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  const controller = new AbortController();
  const waits = Array.from({ length: 40 }, () => untilAborted(new Promise<never>(() => {}), controller.signal));
  await expect(untilAborted(Promise.resolve(7), controller.signal)).resolves.toBe(7);
  await new Promise((resolve) => setTimeout(resolve, 10));
  controller.abort(new Error('enough'));
  for (const wait of waits) await expect(wait).rejects.toThrow('enough');
  process.off('warning', keep);
  expect(warnings).toEqual([]);
});
