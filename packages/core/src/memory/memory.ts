import type { Tensor } from '../tensor/tensor.js';
import type { Slot } from './slot.js';

/** Who made a memory: a decoder accepts only the encoder that it was trained with. */
export interface EncoderIdentity {
  readonly name: string;
  readonly revision: string;
}

/** Encoder states that a decoder queries, with what every position stands for. */
export interface Memory {
  /** `[batch, length, width]` */
  readonly states: Tensor<'float32'>;
  /** `[batch, length]`, 1 = may be attended, 0 = padding. */
  readonly mask: Tensor<'bool'>;
  /** `slots[batch][position]` */
  readonly slots: readonly (readonly Slot[])[];
  /** Who made the states. */
  readonly encoder: EncoderIdentity;
}
