import {
  type AttentionCall,
  type AttentionOutput,
  type DisposableBackend,
  floatValues,
  type KeyValueCall,
  type PreparedKeyValue,
  type QueryCall,
  RunningCalls,
} from '@crossattn/core';
import type { ExecutionProvider } from '../../session/execution-provider.js';
import { attend } from '../call/attend.js';
import type { Attended } from '../call/collector.js';
import { hasNaN } from '../call/has-nan.js';
import { type LaidOutMemory, laidOut } from '../call/laid-out-memory.js';
import { createCpuBackend } from '../cpu/cpu-backend.js';
import { narrow, widen } from '../graphs/float16-conversion.js';
import { SessionPool } from '../graphs/session-pool.js';
import { sentLayout } from '../memory/host-layout.js';
import { prepareSegments } from '../memory/prepare-segments.js';
import { scoreLimit } from '../memory/score-limit.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';
import { hasNonFinite, hasUnusableBias } from '../tensor/non-finite.js';
import { withWidth } from '../tensor/with-width.js';
import { attendStreamed } from './attend-streamed.js';
import { sendMemory } from './device-memory.js';

/** WGSL lets `tanh` be 1e-5 off, which a cap multiplies: docs/decisions/0024. */
const largestCapOfShaders = 1000;

/**
 * The op on one of ONNX Runtime's providers for GPUs: the graphs of the backend `cpu`, in float32.
 *
 * Shaders may assume that no number is NaN or infinite. So a call with such numbers in it, or in its result, is computed
 * by the processor, and so is one whose softcap asks for a better `tanh` than theirs.
 */
export class GpuBackend implements DisposableBackend {
  readonly specificationVersion = 1;
  readonly name: string;
  readonly capabilities = { elementTypes: ['float32', 'float16'], editWeights: false } as const;
  readonly calls = new RunningCalls();
  readonly #provider: ExecutionProvider;
  readonly #pool: SessionPool;
  readonly #processor = createCpuBackend();
  readonly #scoreLimit: number;

  constructor(name: string, provider: Exclude<ExecutionProvider, 'cpu'>, limit: number = scoreLimit) {
    this.name = name;
    this.#provider = provider;
    this.#scoreLimit = limit;
    this.#pool = new SessionPool({ provider });
  }

  async doAttention(call: AttentionCall): Promise<AttentionOutput> {
    const memory = await this.#layOut(call);
    if (memory === undefined) return this.#processor.doAttention(call);
    const attended = (query: ComputeTensor) =>
      this.#keepsTensors
        ? attendStreamed(this.#pool, memory, call, query, this.#scoreLimit)
        : attend(this.#pool, memory, call, query);
    return this.#compute(attended, call, call);
  }

  async doPrepare(call: KeyValueCall): Promise<PreparedKeyValue> {
    const host = await this.#layOut(call);
    if (host === undefined) return this.#processor.doPrepare(call);
    const memory = this.#keepsTensors ? await sendMemory(this.#pool, host, this.#scoreLimit) : host;
    return {
      doAttention: (queryCall) =>
        this.#compute((query) => attend(this.#pool, memory, queryCall, query), queryCall, call),
      doDispose: () => {
        if (Symbol.dispose in memory) memory[Symbol.dispose]();
      },
    };
  }

  dispose(): Promise<void> {
    return this.calls.close(async () => {
      await this.#pool[Symbol.asyncDispose]();
      await this.#processor.dispose();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  /** Of the providers for GPUs, that of WebGPU alone takes tensors that lie on the GPU already. */
  get #keepsTensors(): boolean {
    return this.#provider === 'webgpu';
  }

  #capsRoughly({ softcap }: QueryCall): boolean {
    return this.#provider === 'webgpu' && softcap > largestCapOfShaders;
  }

  /** Nothing where a key or value that is not masked is NaN or infinite. */
  async #layOut(call: KeyValueCall): Promise<LaidOutMemory | undefined> {
    const { keyMask, keyWeight } = call;
    const key = withWidth(await widen(this.#pool, call.key));
    const value = await widen(this.#pool, call.value);
    const segments = prepareSegments({ key, value, keyMask, keyWeight });
    if (segments.some((segment) => hasNonFinite(segment.key.data) || hasNonFinite(segment.value.data)))
      return undefined;
    return laidOut(key, value, segments, sentLayout);
  }

  async #compute(
    attended: (query: ComputeTensor) => Promise<Attended>,
    call: QueryCall,
    source: KeyValueCall,
  ): Promise<AttentionOutput> {
    const query = withWidth(await widen(this.#pool, call.query));
    const onProcessor = () => this.#processor.doAttention({ ...source, ...call });
    if (this.#capsRoughly(call) || hasNonFinite(query.data)) return onProcessor();
    if (call.bias && hasUnusableBias(floatValues(call.bias))) return onProcessor();
    const result = await attended(query);
    if (hasNaN(result)) return onProcessor();
    const output = await narrow(this.#pool, result.output, call.query.type);
    if (result.weights === undefined) return { output };
    return { output, weights: await narrow(this.#pool, result.weights, call.query.type) };
  }
}
