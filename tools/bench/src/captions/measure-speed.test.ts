import { samplePhoto } from '@crossattn/testing';
import { expect, it } from 'vitest';
import { measureSpeed } from './measure-speed.js';

it('measures every photo by itself and every full batch', { timeout: 180_000 }, async () => {
  const photos = Array.from({ length: 18 }, () => samplePhoto('cat.jpg'));
  const [single, batched, ratio] = await measureSpeed({ photos, model: 'embedded', starts: 1 });
  expect(single).toMatchObject({ unit: 'ms', summary: { count: 18 } });
  expect(batched).toMatchObject({ unit: 'ms', summary: { count: 1 } });
  expect(ratio).toMatchObject({ unit: 'ratio', summary: { count: 1 } });
  expect(single?.summary.least).toBeGreaterThan(1);
  expect(ratio?.summary.median).toBeGreaterThan(0.2);
});
