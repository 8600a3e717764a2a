export type { AttentionCall, AttentionElementType, AttentionOutput } from './backend.js';
export { CrossattnError } from './errors.js';
export type { EncoderIdentity, Memory } from './memory.js';
export type { BoxSlot, PassageSlot, Slot, SpanSlot, SpecialSlot } from './slot.js';
export type { ElementArrays, ElementType, Tensor } from './tensor.js';
