export { type AttentionNodeAttributes, readAttributes } from './attention-node-attributes.js';
export { ConformanceError, type ConformanceErrorCode } from './conformance-error.js';
export { listNodeTests, type NodeTest, readNodeTests } from './node-test.js';
export { type AttentionNodeInputs, type AttentionNodeOutputs, runAttentionNode } from './run-attention-node.js';
export { type NodeTestResult, runNodeTests } from './run-node-test.js';
