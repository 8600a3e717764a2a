import type { EncoderIdentity, Slot, Tensor } from '@crossattn/core';
import { DecoderError } from '../decoder-error.js';

/** Which decoder projected a memory; only that one can query it. */
export interface DecoderIdentity {
  readonly name: string;
  readonly revision: string;
}

/** What one decoder layer attends to. */
export interface LayerMemory {
  /** Transposed and scaled by `1 / sqrt(headSize)`, as the products of a step want them: `[batch, heads, headSize, length]`. */
  readonly keys: Tensor<'float32'>;
  /** `[batch, heads, length, headSize]` */
  readonly values: Tensor<'float32'>;
}

/** A projected memory's data, and what it stands for. */
export interface ProjectedMemoryContent {
  readonly decoder: DecoderIdentity;
  readonly encoder: EncoderIdentity;
  readonly slots: readonly (readonly Slot[])[];
  /** `[batch, length]`, 1 = may be attended. */
  readonly mask: Tensor<'bool'>;
  readonly layers: readonly LayerMemory[];
}

/**
 * A memory's keys and values for every layer of one decoder: computed once by `Decoder.project`, queried as often as
 * wanted, by any number of calls at once. Plain JavaScript memory, freed by `dispose` or with the object.
 */
export class ProjectedMemory implements Disposable {
  readonly decoder: DecoderIdentity;
  readonly encoder: EncoderIdentity;
  /** Memories in the batch. */
  readonly batch: number;
  /** Positions of each memory, padding among them. */
  readonly length: number;
  /** `slots[batch][position]`: what the positions, and so the last axis of attention maps, stand for. */
  readonly slots: readonly (readonly Slot[])[];
  #content: ProjectedMemoryContent | undefined;

  /** @internal */
  constructor(content: ProjectedMemoryContent) {
    const [batch = 0, length = 0] = content.mask.shape;
    this.decoder = content.decoder;
    this.encoder = content.encoder;
    this.batch = batch;
    this.length = length;
    this.slots = content.slots;
    this.#content = content;
  }

  get disposed(): boolean {
    return this.#content === undefined;
  }

  /** Bytes of keys and values that are held; 0 once disposed. */
  get byteLength(): number {
    const layers = this.#content?.layers ?? [];
    return layers.reduce((sum, { keys, values }) => sum + keys.data.byteLength + values.data.byteLength, 0);
  }

  /** @internal */
  get content(): ProjectedMemoryContent {
    if (this.#content === undefined) {
      throw new DecoderError('disposed', 'memory: expected a projected memory in use, got one that was disposed');
    }
    return this.#content;
  }

  /** Lets go of keys and values; calls under way keep theirs until they end, later ones are refused. */
  dispose(): void {
    this.#content = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}
