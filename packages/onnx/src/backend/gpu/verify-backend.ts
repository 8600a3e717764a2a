import { type AttentionBackend, attention } from '@crossattn/core';
import { OnnxError } from '../../errors.js';
import { waves } from '../tensor/waves.js';

const tolerance = 1e-4;

/**
 * Computes a small call and compares it with the reference: providers differ in what they can do, and some round to
 * fewer bits than they say.
 *
 * @throws OnnxError `provider-unavailable`, or what the call fails with
 */
export async function verifyBackend(backend: AttentionBackend): Promise<void> {
  const input = {
    query: waves([1, 2, 5, 64], 1.7),
    key: waves([1, 2, 48, 64], 2.3),
    value: waves([1, 2, 48, 32], 3.1),
  };
  const computed = await attention({ ...input, backend });
  const expected = await attention({ ...input, backend: 'reference' });
  const error = computed.output.data.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (expected.output.data[index] as number))),
    0,
  );
  if (error <= tolerance) return;
  throw new OnnxError(
    'provider-unavailable',
    `it is wrong here: its error is ${error.toExponential(1)}, at most ${tolerance} is right` +
      (backend.name === 'cuda'
        ? '; TensorFloat-32 rounds like that, and the environment variable NVIDIA_TF32_OVERRIDE=0 turns it off'
        : ''),
  );
}
