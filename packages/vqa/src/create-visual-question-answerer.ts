import { openCheckpoint } from '@crossattn/checkpoint';
import { createDecoder } from '@crossattn/decoder';
import { createTextEncoder } from '@crossattn/text';
import { createImageEncoder } from '@crossattn/vision';
import { checkNames } from './check-options.js';
import { ModelAnswerer } from './model-answerer.js';
import type { AnswererDevice, VisualQuestionAnswerer } from './visual-question-answerer.js';
import { VqaError } from './vqa-error.js';

/** What an answerer is made of. */
export interface AnswererOptions {
  /**
   * `embedded` for the model that comes with the packages, or a folder (a path, or a `file:` URL) with `config.json`,
   * `model.safetensors` and `tokenizer.json`.
   * @defaultValue `'embedded'`
   */
  readonly model?: 'embedded' | (string & {}) | URL;
  /** @defaultValue `'cpu'` */
  readonly device?: AnswererDevice;
  /** Threads of the arithmetic; ONNX Runtime takes one a physical core by default. */
  readonly threads?: number;
}

/**
 * Opens a model that answers questions about photos.
 *
 * @throws VqaError `unknown-option`, `unsupported-device`, `missing-task`
 * @throws CheckpointError for a model folder that is missing, damaged or of an unknown kind
 * @throws OnnxError where ONNX Runtime is not there, weights have other shapes than the configuration says, or `threads`
 * is no whole number from 1
 */
export async function createVisualQuestionAnswerer(options: AnswererOptions = {}): Promise<VisualQuestionAnswerer> {
  checkNames(options, ['model', 'device', 'threads'], 'an answerer');
  const { model = 'embedded', device = 'cpu', threads } = options;
  if (device !== 'cpu') {
    throw new VqaError('unsupported-device', `device: expected 'cpu', got '${String(device)}'`);
  }
  const checkpoint = await openCheckpoint(model);
  const task = checkpoint.config.tasks.answer;
  if (task === undefined) {
    throw new VqaError('missing-task', `${checkpoint.folder}: expected a model with the task "answer"`);
  }
  const compute = threads === undefined ? {} : { threads };
  const opened: AsyncDisposable[] = [];
  const open = async <Network extends AsyncDisposable>(network: Promise<Network>): Promise<Network> => {
    opened.push(await network);
    return network;
  };
  try {
    const networks = {
      checkpoint,
      imageEncoder: await open(createImageEncoder(checkpoint, compute)),
      textEncoder: await open(createTextEncoder(checkpoint, compute)),
      decoder: await open(createDecoder(checkpoint, { ...compute, parts: 2 })),
    };
    return new ModelAnswerer(networks, task, device);
  } catch (error) {
    await Promise.all(opened.map((network) => network[Symbol.asyncDispose]()));
    throw error;
  }
}
