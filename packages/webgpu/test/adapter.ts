import { offerSoftwareAdapter } from '@crossattn/testing/gpu';
import { webGpuProvider } from '../src/index.js';

offerSoftwareAdapter();
const found = await webGpuProvider.availability();

/** Whether this machine has a WebGPU adapter, and titles that say why where it has none. */
export const adapter = {
  absent: !found.available,
  title: (text: string) => (found.available ? text : `${text} (no WebGPU adapter here): ${found.reason}`),
};
