import { join } from 'node:path';
import { filePath, openSafetensors, readJson, type SafetensorsFile } from '@crossattn/checkpoint';
import { modelFolder } from '@crossattn/model-reader';
import { createWorkerPool } from '@crossattn/onnx';
import { createSentenceEncoder, type SentenceEncoder } from '@crossattn/text';
import { checkNames } from './check-options.js';
import { parseReaderConfig, type ReaderConfig } from './model/reader-config.js';
import { readerWeights } from './model/reader-weights.js';
import { ModelReader } from './model-reader.js';
import { ReadingNetwork } from './network/reading-network.js';
import type { Reader, ReaderDevice } from './reader.js';
import { ReadingError } from './reading-error.js';

/** What a reader is made of. */
export interface ReaderOptions {
  /**
   * `embedded` for the model that comes with the packages, or a folder (a path, or a `file:` URL) with `config.json`,
   * `reader.safetensors` and the folder `encoder`.
   * @defaultValue `'embedded'`
   */
  readonly model?: 'embedded' | (string & {}) | URL;
  /** @defaultValue `'cpu'` */
  readonly device?: ReaderDevice;
  /**
   * How many cores are used. Passages are encoded and read side by side in worker threads, each with one thread of
   * arithmetic; what stands alone, such as a question, is computed in the calling thread, with this many threads.
   * @defaultValue one a core, at most 8
   */
  readonly threads?: number;
}

/**
 * Opens a model that reads answers out of passages.
 *
 * @throws ReadingError `unknown-option`, `unsupported-device`
 * @throws CheckpointError, TextError for a model folder that is missing, damaged or of an unknown kind
 * @throws OnnxError where ONNX Runtime is not there, weights have other shapes than the configuration says, or `threads`
 * is no whole number from 1
 */
export async function createReader(options: ReaderOptions = {}): Promise<Reader> {
  checkNames(options, ['model', 'device', 'threads'], 'a reader');
  const { model = 'embedded', device = 'cpu', threads } = options;
  if (device !== 'cpu') {
    throw new ReadingError('unsupported-device', `device: expected 'cpu', got '${String(device)}'`);
  }
  const folder = filePath(model === 'embedded' ? modelFolder : model);
  const configPath = join(folder, 'config.json');
  const config = parseReaderConfig(await readJson(configPath, 'invalid-config'), configPath);
  const given = threads === undefined ? {} : { threads };
  const workers = createWorkerPool(given);
  const compute = { ...given, workers };
  const encoder = await createSentenceEncoder(join(folder, 'encoder'), compute);
  try {
    const embeddings = await openSafetensors(join(folder, 'encoder', 'model.safetensors'));
    checkEncoder(encoder, embeddings, config, folder);
    const name = model === 'embedded' ? model : folder;
    const weights = readerWeights(await openSafetensors(join(folder, 'reader.safetensors')), embeddings);
    const network = await ReadingNetwork.create(config.network, config.answerLength, weights, compute);
    return new ModelReader({ model: `${name}@${config.revision}`, device, config, encoder, network, workers });
  } catch (error) {
    await encoder.dispose();
    throw error;
  }
}

/** Every text between two special tokens. */
const specialTokens = 2;

/** Refuses an encoder that is not the one whose embeddings the network was trained with. */
function checkEncoder(
  encoder: SentenceEncoder,
  { path, metadata }: SafetensorsFile,
  config: ReaderConfig,
  folder: string,
): void {
  const { width } = config.network;
  const length = config.windows.length + specialTokens;
  if (encoder.width !== width || encoder.maxLength < length) {
    throw new ReadingError(
      'wrong-encoder',
      `${folder}: expected an encoder of the width ${width} for ${length} tokens, came one of the width ${encoder.width} for ${encoder.maxLength}`,
    );
  }
  const expected = config.encoderRevision;
  if (expected === undefined) return;
  const revision = metadata.get('revision');
  if (revision === expected) return;
  throw new ReadingError('wrong-encoder', `${path}: expected the revision ${expected}, came ${revision ?? 'none'}`);
}
