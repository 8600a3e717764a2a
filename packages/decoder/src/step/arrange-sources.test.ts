import { describe, expect, it } from 'vitest';
import type { ProjectedMemoryContent } from '../memory/projected-memory.js';
import { arrangeSources } from './arrange-sources.js';
import type { MemorySource } from './memory-source.js';

function contentOf(batch: number, length: number): ProjectedMemoryContent {
  const mask = { type: 'bool', shape: [batch, length], data: new Uint8Array(batch * length) } as const;
  const identity = { name: 'toy', revision: '1' };
  return { decoder: identity, encoder: identity, slots: [], mask, layers: [] };
}

const photos = contentOf(9, 49);
const questions = contentOf(99, 6);

/** One source a photo number: each has its own question. */
function asked(...ofPhotos: readonly number[]): MemorySource[] {
  return ofPhotos.map((item, question) => [
    { content: photos, item },
    { content: questions, item: question },
  ]);
}

const arrange = (all: MemorySource[], sources = [...all.keys()]) => arrangeSources(all, sources);

describe('sources side by side', () => {
  it('are left as they come where nothing repeats, or there is one part', () => {
    expect(arrange(asked(4, 2, 3))).toEqual({ places: [0, 1, 2], sharing: [1, 1] });
    const single = asked(4, 4, 3).map(([photo]) => [photo] as MemorySource);
    expect(arrange(single)).toEqual({ places: [0, 1, 2], sharing: [1] });
  });

  it('share a photo that all have', () => {
    expect(arrange(asked(4, 4, 4, 4, 4))).toEqual({ places: [0, 1, 2, 3, 4], sharing: [5, 1] });
  });

  it('of one photo become neighbours', () => {
    expect(arrange(asked(1, 2, 1, 2))).toEqual({ places: [0, 2, 1, 3], sharing: [2, 1] });
  });

  it('in nearly even groups are filled up with empty places', () => {
    expect(arrange(asked(1, 1, 1, 2, 2))).toEqual({ places: [0, 1, 2, 3, 4, -1], sharing: [3, 1] });
  });

  it('in uneven groups are divided rather than filled up', () => {
    const { places, sharing } = arrange(asked(1, 1, 1, 1, 1, 1, 1, 1, 2, 3));
    expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, -1, 9, -1]);
    expect(sharing).toEqual([2, 1]);
    expect(arrange(asked(1, 1, 2, 3, 4, 5, 6)).sharing).toEqual([1, 1]);
  });

  it('share both parts where both repeat together', () => {
    const [one] = asked(4) as [MemorySource];
    expect(arrange([one, one, one])).toEqual({ places: [0, 1, 2], sharing: [3, 3] });
  });

  it('share the part that saves most, wherever it stands', () => {
    const turned = asked(4, 4, 5, 5).map((source) => [...source].reverse());
    expect(arrange(turned)).toEqual({ places: [0, 1, 2, 3], sharing: [1, 2] });
    const all: MemorySource[] = [7, 7, 7, 8].map((question, photo) => [
      { content: questions, item: question },
      { content: photos, item: photo < 2 ? 0 : 1 },
    ]);
    expect(arrange(all)).toEqual({ places: [0, 1, 2, 3], sharing: [1, 2] });
  });

  it('are those that still write', () => {
    expect(arrange(asked(1, 2, 1, 2, 1), [1, 3])).toEqual({ places: [1, 3], sharing: [2, 1] });
  });
});
