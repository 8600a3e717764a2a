import type { DisposableBackend } from '@crossattn/core';
import { offerSoftwareAdapter } from '@crossattn/testing/gpu';
import { createOnnxWebGpuBackend } from '../src/index.js';

offerSoftwareAdapter();
const found = await createOnnxWebGpuBackend().catch((error: Error) => error.message);

/** The backend of this machine, or titles that say why it has none. */
export const adapter = {
  absent: typeof found === 'string',
  title: (text: string) => (typeof found === 'string' ? `${text} (no WebGPU adapter here): ${found}` : text),
  backend: found as DisposableBackend,
};
