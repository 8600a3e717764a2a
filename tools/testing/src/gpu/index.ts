import { existsSync } from 'node:fs';

const softwareDriver = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Without a GPU, lets WebGPU in Node find the software driver that comes with Debian's Chromium. Before it is loaded. */
export function offerSoftwareAdapter(): void {
  const hasGpu = existsSync('/dev/dri') || existsSync('/dev/nvidia0');
  if (!hasGpu && existsSync(softwareDriver)) process.env.VK_ICD_FILENAMES ??= softwareDriver;
}
