import type { GpuCall } from '../device/gpu-call.js';
import type { Segment } from '../memory/segment.js';
import type { PairGroup } from '../plan/segments.js';
import { type AttentionBinding, attentionBindings, boundBuffers } from '../shader/attention-shader.js';
import { parameterBytes } from '../shader/parameters.js';
import { reduceBindings, reduceThreads } from '../shader/reduce-shader.js';
import type { AttentionProblem } from './attention-problem.js';
import type { BlockBuffers } from './block-buffers.js';
import type { AttentionKernel } from './block-kernels.js';
import { blockParameters } from './block-parameters.js';
import type { BlockPlan } from './block-plan.js';
import type { Dispatch } from './dispatch.js';

/** Makes the dispatches of a block. Each of its methods is called within `commands` of the call. */
export class BlockDispatches {
  readonly #call: GpuCall;
  readonly #problem: AttentionProblem;
  readonly #plan: BlockPlan;
  readonly #group: PairGroup;
  readonly #buffers: BlockBuffers;

  constructor(call: GpuCall, problem: AttentionProblem, plan: BlockPlan, group: PairGroup, buffers: BlockBuffers) {
    this.#call = call;
    this.#problem = problem;
    this.#plan = plan;
    this.#group = group;
    this.#buffers = buffers;
  }

  /** The block against one range of its keys. @param target - gets sums, partial sums or weights, as the kernel makes them */
  attention(kernel: AttentionKernel, rangeIndex: number, segment: Segment, target: GPUBuffer): Dispatch {
    const { query, mask, bias, statistics, partialStatistics } = this.#buffers;
    const parameters = blockParameters(this.#problem, this.#plan, this.#group, rangeIndex);
    const buffers: Record<AttentionBinding, GPUBuffer | undefined> = {
      parameters: this.#writeUniform(parameterBytes(parameters)),
      query,
      key: segment.key,
      value: segment.value,
      target,
      statistics: kernel.variant.mode === 'partial' ? partialStatistics : statistics,
      keyTerms: segment.terms,
      mask,
      bias,
    };
    return {
      pipeline: kernel.pipeline,
      bindings: boundBuffers(kernel.variant).map((name) => [attentionBindings[name], buffers[name] as GPUBuffer]),
      workgroups: parameters.workgroups,
    };
  }

  /** The output from the partial sums of all splits. */
  reduction(pipeline: GPUComputePipeline): Dispatch {
    const { rows, allSplits, valueVectors } = this.#plan;
    const { partial, partialStatistics, output, statistics } = this.#buffers;
    return {
      pipeline,
      bindings: [
        [reduceBindings.sizes, this.#writeUniform(new Uint32Array([rows, allSplits, 0, 0]).buffer)],
        [reduceBindings.partial, partial as GPUBuffer],
        [reduceBindings.partialStatistics, partialStatistics as GPUBuffer],
        [reduceBindings.target, output],
        [reduceBindings.statistics, statistics],
      ],
      workgroups: Math.ceil((rows * valueVectors) / reduceThreads),
    };
  }

  #writeUniform(bytes: ArrayBuffer): GPUBuffer {
    const buffer = this.#call.lend('uniform', bytes.byteLength);
    this.#call.session.device.queue.writeBuffer(buffer, 0, bytes);
    return buffer;
  }
}
