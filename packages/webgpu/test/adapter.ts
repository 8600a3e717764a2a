import { existsSync } from 'node:fs';
import { webGpuProvider } from '../src/index.js';

// Without a GPU, the software driver that comes with Debian's Chromium.
const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const hasGpu = existsSync('/dev/dri') || existsSync('/dev/nvidia0');
if (!hasGpu && existsSync(softwareDriver)) process.env.VK_ICD_FILENAMES ??= softwareDriver;

const found = await webGpuProvider.availability();

/** Whether this machine has a WebGPU adapter, and titles that say so where it has none. */
export const adapter = {
  absent: !found.available,
  title: (text: string) => (found.available ? text : `${text} (no WebGPU adapter here)`),
};
