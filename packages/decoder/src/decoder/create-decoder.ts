import type { CheckpointConfig } from '@crossattn/checkpoint';
import { createSession, type WeightStore } from '@crossattn/onnx';
import { checkNames, checkWhole } from '../generation/option-checks.js';
import { composeProjectGraph } from '../graph/project-graph.js';
import type { Decoder } from './decoder.js';
import { GraphDecoder } from './graph-decoder.js';
import { StepSessions } from './step-sessions.js';

/** How a decoder computes. */
export interface DecoderOptions {
  /**
   * Threads of each of its two sessions, at least 1. By default one for steps, which are too small to divide, and one a
   * physical core for projecting.
   */
  readonly threads?: number;
  /**
   * Parts of the joined memories that will be asked: the graph for so many is loaded at once, those for other numbers when
   * a call first needs them. 1 by default: memories that are not joined.
   */
  readonly parts?: number;
}

const optionNames = ['threads', 'parts'];

/** What a decoder is made from; a checkpoint of `@crossattn/checkpoint` is one. */
export interface DecoderCheckpoint {
  readonly config: Pick<CheckpointConfig, 'modelType' | 'revision' | 'decoder' | 'tokens' | 'tasks'>;
  readonly weights: WeightStore;
}

/**
 * Builds the decoder of a checkpoint. Its weights stay in their file until ONNX Runtime reads them.
 *
 * @throws DecoderError `unknown-option`, `invalid-option`
 * @throws OnnxError where weights are missing or of another shape, or the runtime is not there
 */
export async function createDecoder(checkpoint: DecoderCheckpoint, options: DecoderOptions = {}): Promise<Decoder> {
  checkNames(options, optionNames, 'createDecoder');
  const { parts = 1, ...compute } = options;
  checkWhole('parts', parts, 1);
  const { config, weights } = checkpoint;
  const memoryWidth = weights.get('decoder.layers.0.cross_attention.key.weight')?.shape[0] ?? config.decoder.width;
  const steps = new StepSessions(config.decoder, weights, { threads: compute.threads ?? 1 });
  const project = await createSession(composeProjectGraph(config.decoder, weights, memoryWidth), compute);
  try {
    await steps.get(parts);
    return new GraphDecoder(config, memoryWidth, { project, steps });
  } catch (cause) {
    await project.dispose();
    throw cause;
  }
}
