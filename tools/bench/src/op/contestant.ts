/** Something that computes the op, ready to be timed. */
export interface Contestant {
  readonly name: string;
  /** Whether it is ours or what ours is compared with. */
  readonly kind: 'ours' | 'peer';
  /** Computes once; the output in any layout. */
  run(): Promise<Float32Array>;
  dispose(): Promise<void>;
}
