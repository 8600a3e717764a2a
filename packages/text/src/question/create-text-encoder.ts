import { type CheckpointConfig, checkpointIdentity, type Tokenizer } from '@crossattn/checkpoint';
import { createSession, type WeightStore } from '@crossattn/onnx';
import { BatchedTextEncoder } from '../encoder/batched-text-encoder.js';
import { checkEncoderOptions, type TextEncoderOptions } from '../encoder/encoder-options.js';
import { SessionNetwork } from '../encoder/session-network.js';
import type { TextEncoder } from '../encoder/text-encoder.js';
import { TextError } from '../encoder/text-error.js';
import { TextReader } from '../encoder/text-reader.js';
import { composeTextEncoder } from './text-graph.js';

/** What the text encoder of a model is made from; a checkpoint of `@crossattn/checkpoint` is one. */
export interface TextCheckpoint {
  readonly config: Pick<CheckpointConfig, 'text' | 'tokens' | 'modelType' | 'revision'> & {
    readonly decoder: Pick<CheckpointConfig['decoder'], 'vocabularySize'>;
  };
  readonly weights: WeightStore;
  readonly tokenizer: Tokenizer;
}

/**
 * Builds the text encoder of a checkpoint, which reads the questions that its decoder answers. Weights stay in their
 * file until ONNX Runtime reads them. Memories carry the identity of the checkpoint, as those of its photos do, so that
 * both can be joined.
 *
 * @throws {@link TextError} `no-text-encoder`, `invalid-option`
 * @throws OnnxError where weights are missing or of another shape, or the runtime is not there
 */
export async function createTextEncoder(
  { config, weights, tokenizer }: TextCheckpoint,
  options: TextEncoderOptions = {},
): Promise<TextEncoder> {
  checkEncoderOptions(options);
  const { text, tokens, decoder } = config;
  if (text === undefined) {
    throw new TextError(
      'no-text-encoder',
      `text: expected a model with a text encoder, came ${config.modelType} ${config.revision} without one`,
    );
  }
  const session = await createSession(composeTextEncoder(text, decoder.vocabularySize, weights), options);
  const { maxLength, width } = text;
  const reader = new TextReader(tokenizer, { maxLength, before: [], after: [], unknown: tokens.unknown });
  return new BatchedTextEncoder(new SessionNetwork<'states'>(session), {
    identity: checkpointIdentity(config),
    maxLength,
    width,
    reader,
  });
}
