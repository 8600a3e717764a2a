import { afterEach, describe, expect, it, vi } from 'vitest';
import { breathe } from './breathe.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  ['in Node', () => {}],
  ['in browsers', () => vi.stubGlobal('setImmediate', undefined)],
])('breathe %s', (_, prepare) => {
  it('lets a timer have its turn between parts of long work', async () => {
    prepare();
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 2);
    const end = performance.now() + 5000;
    while (!fired && performance.now() < end) await breathe();
    expect(fired).toBe(true);
  });

  it('needs no timer itself', async () => {
    prepare();
    vi.stubGlobal('setTimeout', undefined);
    await breathe();
  });

  it('ends work whose signal aborts meanwhile', async () => {
    prepare();
    const controller = new AbortController();
    const breathing = breathe(controller.signal);
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(breathing).rejects.toBe(reason);
    await breathe(new AbortController().signal);
  });
});
