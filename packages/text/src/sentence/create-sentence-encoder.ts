import { basename, join } from 'node:path';
import { filePath, loadTokenizer, openSafetensors, type Tokenizer } from '@crossattn/checkpoint';
import { parseBertConfig } from '../bert/bert-config.js';
import { TextError } from '../encoder/text-error.js';
import { TextReader } from '../encoder/text-reader.js';
import { BatchedSentenceEncoder } from './batched-sentence-encoder.js';
import { fingerprint } from './fingerprint.js';
import { readModelJson } from './read-model-json.js';
import type { SentenceEncoder } from './sentence-encoder.js';
import { SentenceNetwork } from './sentence-network.js';
import { checkSentenceOptions, type SentenceEncoderOptions } from './sentence-options.js';

/**
 * Builds a sentence encoder of the BERT family from its original files: a folder with `config.json`,
 * `model.safetensors` and `tokenizer.json`, as `all-MiniLM-L6-v2` has them. `sentence_bert_config.json` says how many
 * tokens a text may have, where it is there. Weights stay in their file until ONNX Runtime reads them.
 *
 * Linear weights may be 8-bit integers, `[in, out]` with a scale for each output (`<name>_scale`), and tables with a scale for
 * each row, as `@crossattn/model-reader` has them: then texts go through the network one by one, in integers.
 * Memories are signed with `name` of `config.json`, or the folder's name.
 *
 * @param model - the folder as a path, which counts from the working directory, or as a `file:` URL
 * @throws {@link TextError} `model-missing`, `invalid-config`, `unsupported-model`, `invalid-option`
 * @throws CheckpointError for an address that is no file, and for weights or a tokenizer that cannot be read
 * @throws OnnxError where weights are missing or of another shape, or the runtime is not there
 */
export async function createSentenceEncoder(
  model: string | URL,
  options: SentenceEncoderOptions = {},
): Promise<SentenceEncoder> {
  const { threads, workers, maxLength, stateLayers: chosen } = checkSentenceOptions(options);
  const folder = filePath(model);
  const configFile = join(folder, 'config.json');
  const json = await readModelJson(configFile);
  if (json === undefined) throw new TextError('model-missing', `${configFile}: there is no such file`);
  const config = parseBertConfig(json, configFile);
  const [weights, tokenizer, trained] = await Promise.all([
    openSafetensors(join(folder, 'model.safetensors')),
    loadTokenizer(folder),
    readModelJson(join(folder, 'sentence_bert_config.json')),
  ]);
  const longest = Math.min(config.maxLength, trainedLength(trained) ?? config.maxLength);
  if (maxLength !== undefined && maxLength > config.maxLength) {
    throw new TextError('invalid-option', `maxLength: expected at most ${config.maxLength}, came ${maxLength}`);
  }
  const stateLayers = chosen ?? config.layers;
  if (!(Number.isSafeInteger(stateLayers) && stateLayers > 0 && stateLayers <= config.layers)) {
    throw new TextError(
      'invalid-option',
      `stateLayers: expected a whole number from 1 to ${config.layers}, came ${String(stateLayers)}`,
    );
  }
  const frame = { ...frameTokens(tokenizer, folder), maxLength: maxLength ?? longest };
  const quantized = weights.names().some((name) => weights.get(name)?.type === 'int8');
  const cut = { stateLayers, masked: !quantized };
  const network = await SentenceNetwork.create(config, weights, cut, { threads, workers });
  return new BatchedSentenceEncoder(network, {
    identity: {
      name: nameOf(json) ?? basename(folder),
      revision: `${await fingerprint(weights)}${stateLayers === config.layers ? '' : `/${stateLayers}`}`,
    },
    maxLength: frame.maxLength,
    width: config.width,
    stateLayers,
    reader: new TextReader(tokenizer, frame),
    // Integers differ where sums differ in their last bit: only a text by itself gives the same in any company.
    ...(quantized ? { batchCapacity: 0 } : {}),
  });
}

function nameOf(json: unknown): string | undefined {
  const { name } = json as { readonly name?: unknown };
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function trainedLength(json: unknown): number | undefined {
  const { max_seq_length: length } = (json ?? {}) as { readonly max_seq_length?: unknown };
  return Number.isSafeInteger(length) && (length as number) > 2 ? (length as number) : undefined;
}

function frameTokens(tokenizer: Tokenizer, folder: string) {
  const [before, after, unknown] = ['[CLS]', '[SEP]', '[UNK]'].map((token) => {
    const id = tokenizer.idOf(token);
    if (id !== undefined) return id;
    throw new TextError('unsupported-model', `${folder}: tokenizer.json: expected the token ${token}, came none`);
  }) as [number, number, number];
  return { before: [before], after: [after], unknown };
}
