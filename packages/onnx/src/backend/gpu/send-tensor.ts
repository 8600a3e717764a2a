import { GraphBuilder } from '../../graph/graph-builder.js';
import type { DeviceTensor } from '../../session/device-tensor.js';
import type { SessionPool } from '../graphs/session-pool.js';
import type { ComputeTensor } from '../tensor/compute-tensor.js';

/** Bytes that the GPU may have been sent and not yet copied: until then they exist twice more. */
const pendingBytes = 32 * 2 ** 20;

/** Copies tensors to the GPU of a pool's sessions. */
export class TensorSender {
  readonly #pool: SessionPool;
  #pending = 0;

  constructor(pool: SessionPool) {
    this.#pool = pool;
  }

  /** @param tensor - `[B, H, N, D]` */
  async send(tensor: ComputeTensor): Promise<DeviceTensor> {
    const session = await this.#pool.session('send', sendingGraph, { keepOnDevice: true });
    const sent = await session.runOnDevice({ input: tensor }, 'output');
    this.#pending += tensor.data.byteLength;
    if (this.#pending >= pendingBytes) await this.#arrived(sent);
    return sent;
  }

  /** What is read back from the GPU is there once all before it is. */
  async #arrived(sent: DeviceTensor): Promise<void> {
    const session = await this.#pool.session('first-element', firstElementGraph);
    await session.run({ input: sent });
    this.#pending = 0;
  }
}

const shape = ['B', 'H', 'N', 'D'];

function sendingGraph() {
  const builder = new GraphBuilder({ name: 'send' });
  const input = builder.input('input', 'float32', shape);
  const [output] = builder.node('Identity', { inputs: [input] }, [{ type: 'float32', shape }]);
  builder.output('output', output);
  return builder.build();
}

function firstElementGraph() {
  const builder = new GraphBuilder({ name: 'first-element' });
  const input = builder.input('input', 'float32', shape);
  const inputs = [input, builder.integers(0, 0, 0, 0), builder.integers(1, 1, 1, 1)];
  const [output] = builder.node('Slice', { inputs }, [{ type: 'float32', shape: [1, 1, 1, 1] }]);
  builder.output('output', output);
  return builder.build();
}
