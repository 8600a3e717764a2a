/** The page's entry to WebGPU, if it has one. */
export async function findGpu(): Promise<GPU | undefined> {
  return globalThis.navigator?.gpu;
}

/** Why {@link findGpu} found nothing. */
export const missingGpu = 'this browser or page has no navigator.gpu; WebGPU needs a secure context';
