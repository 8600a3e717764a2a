import type { AttentionElementType } from '../backend/backend.js';

export const attentionTypes: readonly AttentionElementType[] = ['float64', 'float32', 'float16'];
