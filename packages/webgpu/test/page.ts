// What the browser tests run in their page: the conformance kit over the backend that the page makes.
import { describeBackendConformance } from '@crossattn/core/conformance';
import { testsForNode } from '@crossattn/testing/page';
import { createWebGpuBackend } from '@crossattn/webgpu';
import { browserConformanceOptions } from './conformance-options.js';

describeBackendConformance(createWebGpuBackend, testsForNode(), browserConformanceOptions);
