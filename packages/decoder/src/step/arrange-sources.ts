import type { MemoryItem, MemorySource } from './memory-source.js';

/** Empty places that sharing may cost, as a share of the sources. */
const PADDING_SHARE = 0.25;

/** Where sources stand in a batch, and which neighbours share the items of a part. */
export interface SourceArrangement {
  /** The source at each place; -1 where a place stays empty so that all groups have the same size. */
  readonly places: readonly number[];
  /** For each part, how many neighbouring places share an item: 1 where each has its own. */
  readonly sharing: readonly number[];
}

/**
 * Puts sources side by side so that those with the same item of a part are neighbours, in groups of one size. Where
 * several parts repeat, the one that saves most positions decides; others are shared where they repeat with it.
 *
 * @param sources - indices into `all`, which come in this order where nothing is shared
 */
export function arrangeSources(all: readonly MemorySource[], sources: readonly number[]): SourceArrangement {
  const parts = all[0]?.length ?? 0;
  const apart = { places: sources, sharing: new Array<number>(parts).fill(1) };
  if (parts < 2) return apart;
  const itemsOf = (part: number) => sources.map((source) => (all[source] as MemorySource)[part] as MemoryItem);
  const groups = bestGroups(Array.from({ length: parts }, (_, part) => itemsOf(part)));
  const size = groupSize(groups, sources.length);
  if (size === 1) return apart;
  const places = groups.flatMap((group) => {
    const empty = Math.ceil(group.length / size) * size - group.length;
    return [...group.map((place) => sources[place] as number), ...new Array<number>(empty).fill(-1)];
  });
  const sharing = apart.sharing.map((_, part) => (isShared(all, places, part, size) ? size : 1));
  return { places, sharing };
}

/** The groups, as indices into the lists, that save most positions. */
function bestGroups(parts: readonly (readonly MemoryItem[])[]): number[][] {
  let best: number[][] = [];
  let mostSaved = -1;
  for (const items of parts) {
    const groups = groupItems(items);
    const length = Math.max(...items.map(({ content }) => content.mask.shape[1] as number));
    const saved = (items.length - groups.length) * length;
    if (saved > mostSaved) [best, mostSaved] = [groups, saved];
  }
  return best;
}

function groupItems(items: readonly MemoryItem[]): number[][] {
  const byContent = new Map<object, Map<number, number[]>>();
  const groups: number[][] = [];
  items.forEach(({ content, item }, index) => {
    const byItem = byContent.get(content) ?? new Map<number, number[]>();
    byContent.set(content, byItem);
    const group = byItem.get(item);
    if (group) group.push(index);
    else {
      const started = [index];
      byItem.set(item, started);
      groups.push(started);
    }
  });
  return groups;
}

/** The greatest size of groups that leaves few enough places empty; greater groups are divided. */
function groupSize(groups: readonly (readonly number[])[], sources: number): number {
  for (let size = Math.max(...groups.map((group) => group.length)); size > 1; size--) {
    const places = groups.reduce((sum, group) => sum + Math.ceil(group.length / size) * size, 0);
    if (places <= (1 + PADDING_SHARE) * sources) return size;
  }
  return 1;
}

function isShared(all: readonly MemorySource[], places: readonly number[], part: number, size: number): boolean {
  return places.every((source, place) => {
    if (source < 0) return true;
    const first = (all[places[place - (place % size)] as number] as MemorySource)[part];
    const own = (all[source] as MemorySource)[part];
    return own?.content === first?.content && own?.item === first?.item;
  });
}
