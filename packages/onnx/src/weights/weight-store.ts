import type { ElementType } from '@crossattn/core';

/** A range of a file. */
export interface FileLocation {
  /** Absolute path with symbolic links resolved. */
  readonly file: string;
  /** First byte, counted from the start of the file. */
  readonly offset: number;
  /** Number of bytes. */
  readonly length: number;
}

/** Where the bytes of a weight lie, little-endian and row-major: in a file, which no process needs to read whole, or in memory. */
export type WeightLocation = FileLocation | { readonly bytes: Uint8Array };

/** A named tensor of a checkpoint, known without having been read. */
export interface Weight {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly location: WeightLocation;
}

/** The weights that a graph may refer to by name. */
export interface WeightStore {
  /** The weight of that name, or `undefined` where there is none. */
  get(name: string): Weight | undefined;
  /** All names, in the order of the data. */
  names(): readonly string[];
}
