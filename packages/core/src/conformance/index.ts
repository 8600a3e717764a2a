export { ConformanceFailure } from './assertions.js';
export type { AttentionCase } from './attention-case.js';
export { describeBackendConformance } from './describe-backend-conformance.js';
export { type ExpectedAttention, expectedAttention, type Rounding } from './expected-attention.js';
export type { ConformanceOptions, TestFunctions, Tolerance } from './test-functions.js';
