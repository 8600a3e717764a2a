import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from './progress.js';

describe('Progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function shown(terminal: boolean) {
    const texts: string[] = [];
    return { texts, progress: new Progress(50, { stderr: (text) => texts.push(text), terminal }) };
  }

  it('writes a line now and then into a log', () => {
    const { texts, progress } = shown(false);
    for (let done = 1; done <= 50; done++) {
      vi.advanceTimersByTime(1000);
      progress.show(done);
    }
    progress.clear();
    expect(texts).toEqual([15, 30, 45].map((done) => `${done} of 50 photos, 1.0 a second\n`));
  });

  it('writes over one line on a terminal, and takes it away', () => {
    const { texts, progress } = shown(true);
    vi.advanceTimersByTime(500);
    progress.show(20);
    progress.show(21);
    progress.clear();
    progress.clear();
    expect(texts).toEqual(['\r\u001b[2K20 of 50 photos, 40.0 a second', '\r\u001b[2K']);
  });

  it('shows nothing of short work', () => {
    const { texts, progress } = shown(true);
    progress.show(50);
    progress.clear();
    expect(texts).toEqual([]);
  });
});
