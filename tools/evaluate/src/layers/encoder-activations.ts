import type { Checkpoint } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { createSession } from '@crossattn/onnx';
import { composeEncoder, pixelsTensor } from '@crossattn/vision';

/**
 * Runs the image encoder on one photo and returns what comes out of each of its blocks, in their order, and last its
 * `states`.
 *
 * @param pixels - `[S, S, 3]`, of the size that the encoder wants.
 */
export async function encoderActivations(
  { config, weights }: Checkpoint,
  pixels: Tensor<'uint8'>,
): Promise<Record<string, Tensor>> {
  await using session = await createSession(composeEncoder(config, weights, { intermediates: true }));
  const side = config.vision.imageSize;
  const photo = { side, data: pixels.data, originalWidth: side, originalHeight: side };
  return await session.run({ pixels: pixelsTensor([photo], config.vision) });
}
