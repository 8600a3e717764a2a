import { describeBackendConformance } from '@crossattn/core/conformance';
import { describe, it } from 'vitest';
import { createCpuBackend } from '../index.js';

describe('cpu backend', () => {
  describeBackendConformance(createCpuBackend({ threads: 1 }), { describe, it });
});
