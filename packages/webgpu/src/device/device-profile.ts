/** What the plan of a call depends on. */
export interface DeviceProfile {
  /** The largest buffer that a kernel may be given, in bytes. */
  readonly bufferBytes: number;
  readonly workgroupBytes: number;
  readonly workgroupThreads: number;
  readonly workgroupsPerDimension: number;
  /** Invocations that surely form one subgroup together, a power of two; 1 where subgroups are not to be used. */
  readonly subgroupWidth: number;
  /** Invocations of the largest subgroup; a workgroup must be a multiple of it, or it is not filled. */
  readonly largestSubgroup: number;
}

export function profileDevice(device: GPUDevice): DeviceProfile {
  const { limits } = device;
  const subgroups = device.features.has('subgroups');
  const info = device.adapterInfo as GPUAdapterInfo | undefined;
  return {
    // An index into a buffer is 32 bits wide, and sizes are multiples of 16.
    bufferBytes: Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize, 2 ** 32 - 16),
    workgroupBytes: limits.maxComputeWorkgroupStorageSize,
    workgroupThreads: Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX),
    workgroupsPerDimension: limits.maxComputeWorkgroupsPerDimension,
    subgroupWidth: subgroups ? (info?.subgroupMinSize ?? 1) : 1,
    largestSubgroup: subgroups ? (info?.subgroupMaxSize ?? 1) : 1,
  };
}
