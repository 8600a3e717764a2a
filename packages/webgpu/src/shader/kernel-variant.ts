import type { KernelTile } from '../plan/kernel-tile.js';

/** The element types that the kernels read and write; they compute in float32. */
export type StoredType = 'float32' | 'float16';

/** What the attention kernel writes: the output, unnormalised sums over some of the keys, or the weights. */
export type KernelMode = 'output' | 'partial' | 'weights';

/** Everything that the text of the attention kernel depends on; sizes that vary more often are uniforms. */
export interface KernelVariant {
  readonly type: StoredType;
  readonly mode: KernelMode;
  /** Head size and value head size in vectors of four, at least 1. */
  readonly headVectors: number;
  readonly valueVectors: number;
  readonly tile: KernelTile;
  /** Whether there is a term for each key (mask and weight), a mask or bias for each pair, a cap on the scores. */
  readonly keyTerms: boolean;
  readonly mask: boolean;
  readonly bias: boolean;
  readonly softcap: boolean;
  /** How many neighbouring invocations may exchange values by subgroup operations; 1 = none. */
  readonly subgroupWidth: number;
}
