import type { ConformanceOptions } from '@crossattn/core/conformance';

/** float32 within what DESIGN.md grants to WebGPU; float16 is judged by the kit itself. Most random calls need kernels of their own. */
export const conformanceOptions = {
  elementTypes: ['float32', 'float16'],
  float32: { absolute: 1e-4, relative: 1e-4 },
  randomCalls: 8,
} as const satisfies ConformanceOptions;

/** In the browser one type is enough: what differs from Node is the page and its device, not the kernels. */
export const browserConformanceOptions = {
  ...conformanceOptions,
  elementTypes: ['float32'],
} as const satisfies ConformanceOptions;
