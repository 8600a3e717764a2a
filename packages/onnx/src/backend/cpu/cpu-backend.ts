import {
  type AttentionCall,
  type AttentionGradient,
  type AttentionGradientCall,
  type AttentionOutput,
  createReferenceBackend,
  type DisposableBackend,
  type KeyValueCall,
  type PreparedKeyValue,
  type QueryCall,
  RunningCalls,
} from '@crossattn/core';
import { SimdKernel } from '../../simd/simd-kernel.js';
import { FleetingSimdMemories, KeptSimdMemories, type SimdMemories } from '../../simd/simd-memories.js';
import { attend } from '../call/attend.js';
import type { Attended } from '../call/collector.js';
import { type LaidOutMemory, laidOut } from '../call/laid-out-memory.js';
import { narrow, widen } from '../graphs/float16-conversion.js';
import { SessionPool } from '../graphs/session-pool.js';
import { processorLayout } from '../memory/host-layout.js';
import { prepareSegments } from '../memory/prepare-segments.js';
import { attendQuantized } from '../quantized/attend-quantized.js';
import { type QuantizedMemory, quantizeMemory } from '../quantized/quantized-memory.js';
import { type ComputeTensor, computeTensor } from '../tensor/compute-tensor.js';
import { withWidth } from '../tensor/with-width.js';
import { attendEdited } from './attend-edited.js';
import { attendWhole } from './attend-whole.js';
import { type CpuBackendOptions, checkCpuBackendOptions } from './cpu-backend-options.js';
import { gradient } from './gradient.js';
import { hidesKeys, LeakFinder } from './hidden-keys.js';

/**
 * The op on ONNX Runtime's CPU kernels, in float32 (also for float16) or float64. Scores are computed in blocks: memory
 * grows with M + N. Small calls in float32 are computed by a WebAssembly kernel of this package, before ONNX Runtime could
 * answer. Needs `onnxruntime-node`, which is loaded by the first call that is not small. Disposing it frees its sessions.
 *
 * @throws OnnxError `invalid-option`; from the first call `runtime-missing`, `session-failed`
 */
export function createCpuBackend(options: CpuBackendOptions = {}): DisposableBackend {
  checkCpuBackendOptions(options);
  const { threads } = options;
  const pool = new SessionPool(threads === undefined ? {} : { threads });
  const kernel = new SimdKernel();
  const fleeting = new FleetingSimdMemories(kernel);
  const calls = new RunningCalls();
  const dispose = () => calls.close(() => pool[Symbol.asyncDispose]());
  return {
    specificationVersion: 1,
    name: 'cpu',
    capabilities: {
      elementTypes: ['float32', 'float16', 'float64'],
      editWeights: true,
      memoryPrecisions: ['full', 'int8'],
    },
    doAttention: async (call: AttentionCall) => compute(pool, await layOut(pool, call), fleeting, call, call),
    async doPrepare(call) {
      const memory = await layOut(pool, call);
      if (call.precision === 'int8') return new QuantizedKeyValue(pool, await quantizeMemory(pool, memory));
      return new CpuKeyValue(pool, memory, new KeptSimdMemories(kernel), call);
    },
    doGradient: (call) => differentiate(pool, call),
    calls,
    dispose,
    [Symbol.asyncDispose]: dispose,
  };
}

/** Keys and values in the form that the backend computes with. */
class CpuKeyValue implements PreparedKeyValue {
  readonly #pool: SessionPool;
  #memory: LaidOutMemory;
  readonly #small: SimdMemories;
  #source: KeyValueCall;
  #leaks: LeakFinder;

  constructor(pool: SessionPool, memory: LaidOutMemory, small: SimdMemories, source: KeyValueCall) {
    this.#pool = pool;
    this.#memory = memory;
    this.#small = small;
    this.#source = source;
    this.#leaks = new LeakFinder(memory, source);
  }

  doAttention(call: QueryCall): Promise<AttentionOutput> {
    const source = this.#source;
    const leaks = this.#leaks;
    const finish = (result: Attended) => (leaks.mayBeIn(result, call) ? judged(call, source) : result);
    return (
      attendWhole(this.#pool, this.#memory, call, finish) ??
      compute(this.#pool, this.#memory, this.#small, call, source, leaks)
    );
  }

  doDispose(): void {
    const empty = { type: 'float32', shape: [0, 0, 0, 0], data: new Float32Array(0) } as const;
    this.#memory = laidOut(empty, empty, [], processorLayout(this.#pool.threads));
    this.#source = { key: empty, value: empty };
    this.#leaks = new LeakFinder(this.#memory, this.#source);
  }
}

/** Keys and values as integers. */
class QuantizedKeyValue implements PreparedKeyValue {
  readonly #pool: SessionPool;
  readonly #memory: QuantizedMemory;

  constructor(pool: SessionPool, memory: QuantizedMemory) {
    this.#pool = pool;
    this.#memory = memory;
  }

  async doAttention(call: QueryCall): Promise<AttentionOutput> {
    const query = withWidth(await widen(this.#pool, call.query));
    return narrowed(this.#pool, await attendQuantized(this.#pool, this.#memory, call, query), call);
  }

  async doDispose(): Promise<void> {
    await this.#memory[Symbol.asyncDispose]();
  }
}

async function layOut(pool: SessionPool, call: KeyValueCall): Promise<LaidOutMemory> {
  const key = withWidth(await widen(pool, call.key));
  const value = await widen(pool, call.value);
  const { keyMask, keyWeight } = call;
  return laidOut(key, value, prepareSegments({ key, value, keyMask, keyWeight }), processorLayout(pool.threads));
}

async function compute(
  pool: SessionPool,
  memory: LaidOutMemory,
  small: SimdMemories,
  call: QueryCall,
  source: KeyValueCall,
  leaks = new LeakFinder(memory, source),
): Promise<AttentionOutput> {
  const { type } = call.query;
  const query = withWidth(type === 'float16' ? await widen(pool, call.query) : (call.query as ComputeTensor));
  const { editWeights } = call;
  const result =
    editWeights === undefined
      ? await attend(pool, memory, call, query, small)
      : await attendEdited(pool, memory, call, query, editWeights, small);
  if (result === undefined || leaks.mayBeIn(result, call)) return judged(call, source);
  return type === 'float16' ? narrowed(pool, result, call) : result;
}

/** The result in the type of the call. */
async function narrowed(pool: SessionPool, result: Attended, call: QueryCall): Promise<AttentionOutput> {
  const { type } = call.query;
  const output = await narrow(pool, result.output, type);
  if (!call.returnWeights || result.weights === undefined) return { output };
  return { output, weights: await narrow(pool, result.weights, type) };
}

/** Gradients with NaN in them are computed by the reference where the outputs would be. */
async function differentiate(pool: SessionPool, call: AttentionGradientCall): Promise<AttentionGradient> {
  const { type } = call.query;
  const query = withWidth(await widen(pool, call.query));
  const value = withWidth(await widen(pool, call.value));
  const outputGradient = withWidth(await widen(pool, call.outputGradient));
  const result = await gradient(pool, await layOut(pool, { ...call, value }), call, query, outputGradient);
  const reference = createReferenceBackend();
  if (hidesKeys(call, call) && [result.query, result.key, result.value].some(({ data }) => data.some(Number.isNaN))) {
    return await (reference.doGradient as NonNullable<typeof reference.doGradient>)(call);
  }
  const finish = async (computed: ComputeTensor, { shape }: { readonly shape: readonly number[] }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return narrow(pool, computeTensor(computed.type, shape, computed.data.subarray(0, count)), type);
  };
  return {
    query: await finish(result.query, call.query),
    key: await finish(result.key, call.key),
    value: await finish(result.value, call.value),
  };
}

/** The rare call that has NaN in it and hides keys: computed by the reference, which reads only what is attended to. */
function judged(call: QueryCall, source: KeyValueCall): Promise<AttentionOutput> {
  return createReferenceBackend().doAttention({ ...source, ...call });
}
