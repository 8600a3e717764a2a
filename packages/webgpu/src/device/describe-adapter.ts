/** What an adapter says of itself. */
export interface AdapterDescription {
  /** Empty where it says nothing. */
  readonly name: string;
  /** Whether the processor plays the GPU: right, and slower than the backend `cpu`. */
  readonly isSoftware: boolean;
}

const softwareDrivers = /swiftshader|llvmpipe|lavapipe|basic render|\bwarp\b/i;

export function describeAdapter({ info }: { readonly info: GPUAdapterInfo }): AdapterDescription {
  const { description, vendor, architecture } = info;
  const name = [description, vendor, architecture].filter(Boolean).join(', ');
  return { name, isSoftware: info.isFallbackAdapter === true || softwareDrivers.test(name) };
}
