import type { ConformanceOptions } from '@crossattn/core/conformance';

/** float32 within what GPUs are granted; float16 is judged by the kit itself. */
export const gpuConformanceOptions = {
  elementTypes: ['float32', 'float16'],
  float32: { absolute: 1e-4, relative: 1e-4 },
} as const satisfies ConformanceOptions;

/** In the browser one type is enough: what differs from Node is the page and its device, not the graphs. */
export const browserConformanceOptions = {
  ...gpuConformanceOptions,
  elementTypes: ['float32'],
} as const satisfies ConformanceOptions;
