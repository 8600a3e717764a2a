/** Something that computes the op, ready to be timed. */
export interface Contestant {
  readonly name: string;
  /** Whether it is ours or what ours is compared with. */
  readonly kind: 'ours' | 'peer';
  /** Computes once; the output in any layout. */
  run(): Promise<Float32Array>;
  /** The milliseconds of one call, from those that are timed in another process. */
  time?(): Promise<number>;
  dispose(): Promise<void>;
}

/** A peer that is not there, and why: it is named in the result instead of being left out. */
export interface AbsentPeer {
  readonly name: string;
  readonly reason: string;
}
