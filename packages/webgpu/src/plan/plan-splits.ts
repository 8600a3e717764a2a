import { type KernelTile, keysOf } from './kernel-tile.js';

/** How the keys of a range are dealt to workgroups. */
export interface KeySplits {
  readonly splits: number;
  readonly keysPerSplit: number;
}

/** About so many workgroups keep a large GPU busy; fewer queries than that are split over the keys. */
const busyWorkgroups = 256;
/** Below so many keys a split costs more than it brings. */
const leastKeys = 256;
const mostSplits = 64;

export function planSplits(tile: KernelTile, keys: number, workgroups: number): KeySplits {
  const wanted = Math.ceil(busyWorkgroups / Math.max(1, workgroups));
  const splits = Math.max(1, Math.min(wanted, Math.floor(keys / leastKeys), mostSplits));
  const tileKeys = keysOf(tile);
  const keysPerSplit = Math.ceil(keys / splits / tileKeys) * tileKeys;
  return { splits: Math.ceil(keys / keysPerSplit), keysPerSplit };
}
