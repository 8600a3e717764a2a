import { vectors } from '../buffer/write-rows.js';
import type { GpuSession } from '../device/gpu-session.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import { attentionShader } from '../shader/attention-shader.js';
import type { KernelMode, KernelVariant } from '../shader/kernel-variant.js';
import { reduceShader } from '../shader/reduce-shader.js';
import type { AttentionProblem } from './attention-problem.js';
import type { BlockPlan } from './block-plan.js';

/** A compiled kernel and what it was made for. */
export interface AttentionKernel {
  readonly variant: KernelVariant;
  readonly pipeline: GPUComputePipeline;
}

/** The kernels of a block: sums, their reduction where the keys are split, weights where they are asked for. */
export interface BlockKernels {
  readonly sums: AttentionKernel;
  readonly reduction: GPUComputePipeline | undefined;
  readonly weights: AttentionKernel | undefined;
}

export async function blockKernels(
  session: GpuSession,
  problem: AttentionProblem,
  memory: DeviceMemory,
  plan: BlockPlan,
): Promise<BlockKernels> {
  const partial = plan.allSplits > 1;
  const [sums, reduction, weights] = await Promise.all([
    kernel(session, kernelVariant(problem, memory, plan, partial ? 'partial' : 'output')),
    partial ? reductionKernel(session, problem) : undefined,
    problem.returnWeights ? kernel(session, kernelVariant(problem, memory, plan, 'weights')) : undefined,
  ]);
  return { sums, reduction, weights };
}

function kernelVariant(
  problem: AttentionProblem,
  memory: DeviceMemory,
  { tile, subgroupWidth }: BlockPlan,
  mode: KernelMode,
): KernelVariant {
  return {
    type: problem.type,
    mode,
    headVectors: vectors(problem.sizes.headSize),
    valueVectors: vectors(problem.sizes.valueHeadSize),
    tile,
    keyTerms: memory.hasTerms,
    mask: problem.mask !== undefined,
    bias: problem.bias !== undefined,
    softcap: problem.softcap > 0,
    subgroupWidth,
  };
}

async function kernel(session: GpuSession, variant: KernelVariant): Promise<AttentionKernel> {
  const label = `@crossattn/webgpu ${variant.mode}`;
  const compiled = session.pipelines.get(label, JSON.stringify(variant), () => attentionShader(variant));
  return { variant, pipeline: await session.settled('compiling the attention kernel', compiled) };
}

function reductionKernel(session: GpuSession, problem: AttentionProblem): Promise<GPUComputePipeline> {
  const { type } = problem;
  const valueVectors = vectors(problem.sizes.valueHeadSize);
  const text = () => reduceShader(type, valueVectors);
  const compiled = session.pipelines.get('@crossattn/webgpu reduction', `${type} ${valueVectors}`, text);
  return session.settled('compiling the reduction kernel', compiled);
}
