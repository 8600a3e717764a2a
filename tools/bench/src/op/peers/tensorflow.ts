import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AbsentPeer, Contestant } from '../contestant.js';
import type { OpTensors } from '../op-tensors.js';
import { reasonOf } from './reason-of.js';

/** Backends of TensorFlow.js; both compute on one thread in Node. */
export const tensorflowBackends = ['wasm', 'cpu'] as const;

/** TensorFlow.js has no attention: its products and its softmax, on tensors that are made once. */
export async function createTensorflow(
  backend: (typeof tensorflowBackends)[number],
  { query, key, value }: OpTensors,
): Promise<Contestant | AbsentPeer> {
  const name = `tfjs ${backend}`;
  try {
    const tf = await import('@tensorflow/tfjs-core');
    if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
    else {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
      setWasmPaths(`${join(dirname(main))}/`);
    }
    if (!(await tf.setBackend(backend))) return { name, reason: `the backend ${backend} does not start` };
    const [q, k, v] = [query, key, value].map(({ shape, data }) => tf.tensor(data, [...shape])) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const scale = 1 / Math.sqrt(query.shape[3] ?? 1);
    return {
      name,
      kind: 'peer',
      async run() {
        await tf.setBackend(backend);
        const output = tf.tidy(() => tf.matMul(tf.softmax(tf.mul(tf.matMul(q, k, false, true), scale)), v));
        const data = await output.data<'float32'>();
        output.dispose();
        return data;
      },
      async dispose() {
        for (const tensor of [q, k, v]) tensor.dispose();
      },
    };
  } catch (error) {
    return { name, reason: reasonOf(error) };
  }
}

type Tensor = import('@tensorflow/tfjs-core').Tensor;
