// What the browser tests run in their page: the conformance kit over the backend that the page makes.
import { describeBackendConformance } from '@crossattn/core/conformance';
import { createOnnxWebGpuBackend } from '@crossattn/onnx';
import { testsForNode } from '@crossattn/testing/page';
import { browserConformanceOptions } from './gpu-conformance-options.js';

describeBackendConformance(createOnnxWebGpuBackend, testsForNode(), browserConformanceOptions);
