/** The kernels read no workgroup memory that they have not written, so it need not be cleared for each workgroup. */
const dawnOptions = ['enable-dawn-features=disable_workgroup_init'];

/** Adapters and devices do not keep Dawn's instance alive: without it the process crashes. */
let dawn: GPU | undefined;

/** Dawn, from the npm package `webgpu` where it is installed; first `navigator.gpu`, which other runtimes have. */
export async function findGpu(): Promise<GPU | undefined> {
  const own = globalThis.navigator?.gpu;
  if (own) return own;
  try {
    const { create } = await import('webgpu');
    dawn ??= create(dawnOptions);
    return dawn;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw cause;
  }
}

/** Why {@link findGpu} found nothing. */
export const missingGpu = 'the npm package webgpu (Dawn for Node) is not installed beside @crossattn/webgpu';
