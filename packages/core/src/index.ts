export { attention } from './attention/attention.js';
export { AttentionError, type AttentionErrorCode } from './attention/attention-error.js';
export {
  type AttentionGradientInput,
  type AttentionGradientResult,
  attentionGradient,
} from './attention/attention-gradient.js';
export type {
  AttentionControls,
  AttentionInput,
  AttentionResult,
  BackendChoice,
  KeyValueInput,
  QueryInput,
} from './attention/attention-input.js';
export type { KeyValueSizes } from './attention/key-value-sizes.js';
export { type PrepareOptions, prepare } from './attention/prepare.js';
export { PreparedMemory } from './attention/prepared-memory.js';
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
  DisposableBackend,
  EditWeights,
  KeyValueCall,
  MemoryPrecision,
  PrepareCall,
  PreparedKeyValue,
  QueryCall,
} from './backend/backend.js';
export type { BackendNeeds } from './backend/backend-needs.js';
export type { BackendDescription } from './backend/backend-registry.js';
export { describeBackends, registerBackend } from './backend/registered-backends.js';
export { CrossattnError } from './errors.js';
export { createMemory, type MemoryParts } from './memory/create-memory.js';
export { joinMemories } from './memory/join-memories.js';
export { joinSlots } from './memory/join-slots.js';
export type { EncoderIdentity, Memory } from './memory/memory.js';
export { MemoryError, type MemoryErrorCode } from './memory/memory-error.js';
export { selectMemory } from './memory/select-memory.js';
export type { BoxSlot, PassageSlot, Slot, SpanSlot, SpecialSlot } from './memory/slot.js';
export { stackMemories } from './memory/stack-memories.js';
export { createReferenceBackend } from './reference/reference-backend.js';
export { breathe } from './scheduling/breathe.js';
export { forEachConcurrently } from './scheduling/for-each-concurrently.js';
export { RunningCalls } from './scheduling/running-calls.js';
export type { TensorErrorCode } from './tensor/check-tensor.js';
export { elementArray } from './tensor/element-arrays.js';
export { floatElements, floatValues } from './tensor/float-values.js';
export { float16ToNumber, numberToFloat16 } from './tensor/float16.js';
export type { ElementArrays, ElementType, Tensor } from './tensor/tensor.js';
