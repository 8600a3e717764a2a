import { describe, it } from 'vitest';
import { describeBackendConformance } from '../conformance/index.js';
import { createReferenceBackend } from './reference-backend.js';

describeBackendConformance(createReferenceBackend(), { describe, it }, { randomCalls: 200 });
