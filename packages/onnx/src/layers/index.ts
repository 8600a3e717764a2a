export { type Activation, activation, gelu, relu6 } from './activation.js';
export { type ConvolutionOptions, convolution } from './convolution.js';
export { type CrossAttentionValues, crossAttention, projectMemory } from './cross-attention.js';
export { embedding } from './embedding.js';
export { feedForward } from './feed-forward.js';
export { joinHeads, splitHeads } from './heads.js';
export { layerNorm } from './layer-norm.js';
export { linear } from './linear.js';
export { type AttentionValues, scaledAttention } from './scaled-attention.js';
export {
  type KeysAndValues,
  type SelfAttentionOptions,
  type SelfAttentionValues,
  selfAttention,
} from './self-attention.js';
export { tiedLogits } from './tied-logits.js';
