import type { GpuCall } from '../device/gpu-call.js';
import type { DeviceMemory } from '../memory/device-memory.js';
import type { FoldedBlock } from '../plan/folded-rows.js';
import type { KeyRange, PairGroup } from '../plan/segments.js';
import type { AttentionResult } from './attention-result.js';
import type { BlockDispatches } from './block-dispatches.js';
import type { AttentionKernel } from './block-kernels.js';
import { submitDispatches } from './dispatch.js';

/** The weights of a range of keys, on their way. */
interface RangeWeights {
  readonly range: KeyRange;
  readonly bytes: number;
  readonly target: GPUBuffer;
  readonly readback: GPUBuffer;
}

/** The weights of a block, one range of keys after the other from the last to the first: the last are there already. */
export class BlockWeights {
  readonly #call: GpuCall;
  readonly #memory: DeviceMemory;
  readonly #group: PairGroup;
  readonly #block: FoldedBlock;
  readonly #kernel: AttentionKernel;
  readonly #dispatches: BlockDispatches;
  #begun: { readonly rangeIndex: number; readonly weights: RangeWeights } | undefined;

  constructor(
    call: GpuCall,
    memory: DeviceMemory,
    group: PairGroup,
    block: FoldedBlock,
    kernel: AttentionKernel,
    dispatches: BlockDispatches,
  ) {
    this.#call = call;
    this.#memory = memory;
    this.#group = group;
    this.#block = block;
    this.#kernel = kernel;
    this.#dispatches = dispatches;
  }

  /** Has the device compute the weights of a range. */
  async begin(rangeIndex: number): Promise<void> {
    const segment = await this.#memory.segment(this.#group, rangeIndex);
    const range = this.#group.ranges[rangeIndex] as KeyRange;
    const bytes = this.#block.pairs * this.#block.rows * range.keys * 4;
    const weights = this.#call.commands('computing weights', () => {
      const target = this.#call.lend('storage', bytes);
      const readback = this.#call.lend('readback', bytes);
      const dispatch = this.#dispatches.attention(this.#kernel, rangeIndex, segment, target);
      submitDispatches(this.#call.session, [dispatch], { from: target, to: readback, bytes });
      return { range, bytes, target, readback };
    });
    this.#begun = { rangeIndex, weights };
  }

  /** Reads what was begun, and all ranges before it. */
  async finish(result: AttentionResult): Promise<void> {
    while (this.#begun) {
      const { rangeIndex, weights } = this.#begun;
      const { range, bytes, target, readback } = weights;
      await this.#call.read(readback, bytes, (words) => result.writeWeights(this.#block, range, words));
      this.#call.giveBack(target);
      this.#call.giveBack(readback);
      this.#begun = undefined;
      if (rangeIndex > 0) await this.begin(rangeIndex - 1);
    }
  }
}
