export type {
  AttentionBackend,
  AttentionCall,
  AttentionCapabilities,
  AttentionElementType,
  AttentionGradient,
  AttentionGradientCall,
  AttentionOutput,
  BackendAvailability,
  BackendProvider,
  EditWeights,
  KeyValueCall,
  PreparedKeyValue,
  QueryCall,
} from './backend/backend.js';
export { CrossattnError } from './errors.js';
export type { EncoderIdentity, Memory } from './memory/memory.js';
export type { BoxSlot, PassageSlot, Slot, SpanSlot, SpecialSlot } from './memory/slot.js';
export type { ElementArrays, ElementType, Tensor } from './tensor/tensor.js';
