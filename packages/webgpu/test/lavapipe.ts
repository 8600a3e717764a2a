import { existsSync } from 'node:fs';
import { profileDevice } from '../src/device/device-profile.js';
import { requestAdapter, requestDevice } from '../src/device/request-device.js';

const drivers = [
  process.env.CROSSATTN_LAVAPIPE,
  '/usr/share/vulkan/icd.d/lvp_icd.json',
  `/usr/share/vulkan/icd.d/lvp_icd.${process.arch === 'x64' ? 'x86_64' : 'aarch64'}.json`,
];

/**
 * Mesa's lavapipe, a second software driver: its subgroups are longer than SwiftShader's and it has float16 arithmetic. Asked
 * for before WebGPU is loaded; titles say why it is absent. Dawn takes it from Mesa 23 on.
 */
async function offerLavapipe() {
  const driver = drivers.find((path) => path !== undefined && existsSync(path));
  if (driver === undefined) return absent('its driver is not installed');
  process.env.VK_ICD_FILENAMES = driver;
  try {
    const found = await requestAdapter();
    const device = await requestDevice(found);
    const { subgroupWidth } = profileDevice(device);
    device.destroy();
    const { description } = found.info;
    if (!/llvmpipe/i.test(description)) return absent(`${driver} gives ${description || 'an adapter without a name'}`);
    return { absent: false, title: (text: string) => `${text} (subgroups of ${subgroupWidth})` };
  } catch (cause) {
    return absent(cause instanceof Error ? cause.message : String(cause));
  }
}

function absent(reason: string) {
  return { absent: true, title: (text: string) => `${text} (no lavapipe here): ${reason}` };
}

export const lavapipe = await offerLavapipe();
