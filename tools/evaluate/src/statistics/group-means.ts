import { bootstrapIntervals, type Interval } from './bootstrap.js';

/** A mean with its bootstrap 95% interval. */
export interface MeanScore extends Interval {
  readonly value: number;
}

/**
 * The mean of every column, with intervals over draws of groups: values that come from the same photo or passage belong
 * together, and are drawn together.
 *
 * @param groups - places of the values of each group.
 * @param columns - values by place.
 */
export function groupMeans(
  groups: readonly (readonly number[])[],
  columns: readonly (readonly number[])[],
): MeanScore[] {
  const sums = columns.map((values) =>
    groups.map((places) => places.reduce((sum, place) => sum + (values[place] ?? 0), 0)),
  );
  const measure = (drawn: readonly number[]) => {
    const count = drawn.reduce((sum, group) => sum + (groups[group]?.length ?? 0), 0);
    return sums.map((ofGroups) => drawn.reduce((sum, group) => sum + (ofGroups[group] ?? 0), 0) / count);
  };
  const intervals = bootstrapIntervals(groups.length, measure);
  return measure([...groups.keys()]).map((value, index) => ({ value, ...(intervals[index] as Interval) }));
}

/** Places of the items of each key, the keys in the order in which they come first. */
export function placesBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  }
  return [...groups.values()];
}
