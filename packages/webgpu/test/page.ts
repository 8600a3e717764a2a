// What the browser tests run in their page: the conformance kit over the backend that the page makes.
import { describeBackendConformance } from '@crossattn/core/conformance';
import { createWebGpuBackend } from '@crossattn/webgpu';
import { browserConformanceOptions } from './conformance-options.js';

declare global {
  var runConformanceTest: ((index: number) => Promise<void>) | undefined;
}

const tests: (() => Promise<void>)[] = [];
describeBackendConformance(
  createWebGpuBackend,
  { describe: (_name, body) => body(), it: (_name, body) => tests.push(body) },
  browserConformanceOptions,
);
globalThis.runConformanceTest = (index) => (tests[index] as () => Promise<void>)();
