import type { GpuSession } from '../device/gpu-session.js';

/** A kernel, the buffers that it binds by number with the bytes in use, and how many workgroups run it. */
export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: readonly (readonly [binding: number, buffer: GPUBuffer])[];
  readonly workgroups: number;
}

/** Records a dispatch; workgroups beyond the device's limit go into a second dimension. */
export function recordDispatch(
  { device, profile }: GpuSession,
  encoder: GPUCommandEncoder,
  { pipeline, bindings, workgroups }: Dispatch,
): void {
  const width = Math.min(workgroups, profile.workgroupsPerDimension);
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bindings.map(([binding, buffer]) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(width, Math.ceil(workgroups / width));
  pass.end();
}
