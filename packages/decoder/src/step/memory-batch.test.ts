import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadTinyDecoder } from '../../test/tiny-decoder.js';
import { tinyMemory } from '../../test/tiny-memory.js';
import { memorySources } from '../decoder/memory-sources.js';
import { joinProjected } from '../memory/join-projected.js';
import { batchMemories } from './memory-batch.js';

let tiny: Awaited<ReturnType<typeof loadTinyDecoder>>;
beforeAll(async () => {
  tiny = await loadTinyDecoder();
});
afterAll(() => tiny.decoder.dispose());

it('feeds the keys and values of a shared photo as they lie, once for all questions and for those that are left', async () => {
  const { decoder } = tiny;
  const photos = await decoder.project(tinyMemory(6, [6, 6, 6]));
  const questions = await decoder.project(tinyMemory(3, new Array(64).fill(3)));
  const joined = joinProjected([{ memory: photos, rows: [1] }, questions]);
  const sources = memorySources([joined], decoder.identity);
  const [layer] = photos.content.layers;
  for (const asked of [[...sources.keys()], [3, 17, 40, 63]]) {
    const { feeds, sources: places } = batchMemories(sources, asked);
    expect(places).toEqual(asked);
    expect(feeds['memory.keys.0']?.shape[0]).toBe(1);
    expect(feeds['memory.keys.0.1']?.shape[0]).toBe(asked.length);
    expect(feeds['memory.keys.0']?.data.buffer).toBe(layer?.keys.data.buffer);
    expect(feeds['memory.values.0']?.data.buffer).toBe(layer?.values.data.buffer);
  }
});
