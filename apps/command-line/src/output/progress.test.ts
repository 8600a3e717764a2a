import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Progress, type ProgressStyle } from './progress.js';
import { TextOutput } from './text-output.js';

async function shown(style: ProgressStyle, photos: number, millisecondsEach: number): Promise<string> {
  const stream = new PassThrough();
  let now = 0;
  const progress = new Progress(new TextOutput(stream), { total: photos, noun: 'photos' }, style, () => now);
  for (let photo = 0; photo < photos; photo++) {
    now += millisecondsEach;
    await progress.advance();
  }
  await progress.clear();
  stream.end();
  return (await stream.toArray()).join('');
}

describe('Progress', () => {
  it('says nothing about short work', async () => {
    expect(await shown('live', 30, 50)).toBe('');
    expect(await shown('sparse', 200, 50)).toBe('');
  });

  it('writes a live line over and takes it away', async () => {
    const text = await shown('live', 50, 100);
    expect(text).toContain('\r\u001b[2K20 of 50 photos, 10.0 a second\r');
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\u001b[2K')).toBe(true);
  });

  it('writes a line now and then to a log', async () => {
    expect(await shown('sparse', 1000, 50)).toBe(
      '300 of 1000 photos, 20.0 a second\n600 of 1000 photos, 20.0 a second\n900 of 1000 photos, 20.0 a second\n',
    );
  });

  it('is silent where results themselves show', async () => {
    expect(await shown('none', 1000, 50)).toBe('');
  });
});
