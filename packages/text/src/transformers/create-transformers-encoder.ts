import { createTokenizer } from '@crossattn/checkpoint';
import { BatchedTextEncoder } from '../encoder/batched-text-encoder.js';
import type { TextEncoder } from '../encoder/text-encoder.js';
import { checkTextOptions } from '../encoder/text-options.js';
import { TextReader } from '../encoder/text-reader.js';
import { loadModel } from './load-model.js';
import { loadPackage } from './load-package.js';
import { longestText } from './longest-text.js';
import { findModel } from './model-source.js';
import { tokenFrame } from './token-frame.js';
import { TransformersNetwork } from './transformers-network.js';
import { checkTransformersOptions, type TransformersEncoderOptions } from './transformers-options.js';

/**
 * Makes a text encoder of any model of `@xenova/transformers` that has a state for every token: the package loads the
 * ONNX file and its tokenizer, and the memories have the spans of the tokens as all others have.
 *
 * The package is optional and loaded here, not before.
 *
 * @param model - the name of a model on the hub, such as `Xenova/bert-base-uncased`; or a folder, as a path that is
 * absolute or begins with `.`, or as a `file:` URL
 * @throws {@link TextError} `package-missing`, `model-missing`, `unsupported-model`, `invalid-option`
 */
export async function createTransformersEncoder(
  model: string | URL,
  options: TransformersEncoderOptions = {},
): Promise<TextEncoder> {
  const { output = 'last_hidden_state', revision, dtype = 'fp32', identity } = checkTransformersOptions(options);
  const source = await findModel(model);
  const transformers = await loadPackage();
  const { tokenizer, network: loaded } = await loadModel(transformers, source, options);
  const network = new TransformersNetwork(transformers, loaded, output, tokenizer.pad_token_id ?? 0);
  try {
    const own = await createTokenizer(tokenizer._tokenizerJSON, `${source.name}: tokenizer.json`);
    const maxLength = options.maxLength ?? longestText(tokenizer, loaded.config);
    const reader = new TextReader(own, { ...tokenFrame(tokenizer, own, source.name), maxLength });
    const width = await network.widthOf(reader.read('a', undefined, checkTextOptions({})));
    const version = revision ?? (source.local ? 'local' : 'main');
    return new BatchedTextEncoder(network, {
      identity: identity ?? { name: source.name, revision: `${version}, ${dtype}` },
      maxLength,
      width,
      reader,
    });
  } catch (error) {
    await network.dispose();
    throw error;
  }
}
