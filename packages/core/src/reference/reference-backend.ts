import { AttentionError } from '../attention/attention-error.js';
import type { AttentionBackend, AttentionCall, QueryCall } from '../backend/backend.js';
import { attend } from './attend.js';
import { attendEdited } from './attend-edited.js';
import { gradient } from './gradient.js';
import { type Memory, readMemory, readProblem } from './problem.js';

/**
 * The backend `reference`: the formula in plain TypeScript, every sum in float64, one query after the other. It judges all
 * other backends, and it is slow: for a few thousand pairs of query and key it is as good as any.
 */
export function createReferenceBackend(): AttentionBackend {
  return {
    specificationVersion: 1,
    name: 'reference',
    capabilities: { elementTypes: ['float64', 'float32', 'float16'], editWeights: true },
    doAttention: async (call: AttentionCall) => run(readMemory(call), call),
    doGradient: async (call) => gradient(call),
    async doPrepare(call) {
      let memory: Memory | undefined = readMemory(call);
      return {
        doAttention: async (query: QueryCall) => run(memory as Memory, query),
        doDispose() {
          memory = undefined;
        },
      };
    },
  };
}

async function run(memory: Memory, call: QueryCall) {
  assertKept(memory);
  const problem = readProblem(memory, call);
  return call.editWeights
    ? attendEdited(problem, call.editWeights, call.returnWeights)
    : attend(problem, call.returnWeights);
}

/** Elements of an array that was detached are `undefined`, which would quietly become NaN. */
function assertKept({ key, value, sizes: { batch, heads, length, headSize, valueHeadSize } }: Memory): void {
  for (const [name, { length: count }, size] of [
    ['key', key, headSize],
    ['value', value, valueHeadSize],
  ] as const) {
    if (count !== batch * heads * length * size)
      throw new AttentionError(
        'detached-buffer',
        `${name}: its buffer was detached or resized; what a memory was prepared from stays until it is disposed`,
      );
  }
}
