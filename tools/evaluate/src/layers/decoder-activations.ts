import type { Checkpoint } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { composeProjectGraph, composeStepGraph } from '@crossattn/decoder';
import { createSession } from '@crossattn/onnx';

/**
 * Runs the decoder over whole texts at once and returns what comes out of each of its layers, in their order, and last
 * its `logits` `[batch * length, vocabulary]`.
 *
 * @param states - `[batch, memory, width]`
 * @param tokens - `[batch, length]`
 */
export async function decoderActivations(
  { config: { decoder }, weights }: Checkpoint,
  states: Tensor<'float32'>,
  tokens: Tensor<'int32'>,
): Promise<Record<string, Tensor>> {
  const [batch = 0, length = 0] = tokens.shape;
  const [, memory = 0, width = 0] = states.shape;
  await using project = await createSession(composeProjectGraph(decoder, weights, width));
  await using step = await createSession(composeStepGraph(decoder, weights, { intermediates: true }));
  const noPast = { type: 'float32', shape: [batch, decoder.heads, 0, decoder.width / decoder.heads] } as const;
  const pasts = Array.from({ length: decoder.layers }, (_, layer) => [`past.keys.${layer}`, `past.values.${layer}`]);
  const empty = pasts.flat().map((name) => [name, { ...noPast, data: new Float32Array(0) }]);
  return await step.run(
    {
      ...(await project.run({ states })),
      ...Object.fromEntries(empty),
      tokens: integers([batch, 1, length], [...tokens.data]),
      positions: integers(
        [batch, 1, length],
        Array.from(tokens.data, (_, index) => index % length),
      ),
      selected: integers([batch * length], [...tokens.data.keys()]),
      self_mask: causalMask(batch, length),
      memory_mask: { type: 'bool', shape: [batch, 1, 1, memory], data: new Uint8Array(batch * memory).fill(1) },
    },
    [...Array.from({ length: decoder.layers }, (_, layer) => `decoder.layers.${layer}`), 'logits'],
  );
}

function integers(shape: readonly number[], values: readonly number[]): Tensor<'int64'> {
  return { type: 'int64', shape, data: BigInt64Array.from(values, BigInt) };
}

function causalMask(batch: number, length: number): Tensor<'bool'> {
  const data = Uint8Array.from({ length: batch * length * length }, (_, index) =>
    index % length <= Math.floor(index / length) % length ? 1 : 0,
  );
  return { type: 'bool', shape: [batch, 1, length, length], data };
}
