import type { GpuSession } from '../device/gpu-session.js';

/** A kernel, the buffers that it binds by number with the bytes in use, and how many workgroups run it. */
export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: readonly (readonly [binding: number, buffer: GPUBuffer])[];
  readonly workgroups: number;
}

/** What is copied once the dispatches are done. */
export interface ResultCopy {
  readonly from: GPUBuffer;
  readonly to: GPUBuffer;
  readonly bytes: number;
}

/** Submits dispatches, one after the other, and a copy of what came of them. */
export function submitDispatches(session: GpuSession, dispatches: readonly Dispatch[], copy?: ResultCopy): void {
  const { device } = session;
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  for (const dispatch of dispatches) recordDispatch(session, pass, dispatch);
  pass.end();
  if (copy) encoder.copyBufferToBuffer(copy.from, 0, copy.to, 0, copy.bytes);
  device.queue.submit([encoder.finish()]);
}

/** Workgroups beyond the device's limit go into a second dimension. */
function recordDispatch(
  { device, profile }: GpuSession,
  pass: GPUComputePassEncoder,
  { pipeline, bindings, workgroups }: Dispatch,
): void {
  const width = Math.min(workgroups, profile.workgroupsPerDimension);
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bindings.map(([binding, buffer]) => ({ binding, resource: { buffer } })),
    }),
  );
  pass.dispatchWorkgroups(width, Math.ceil(workgroups / width));
}
