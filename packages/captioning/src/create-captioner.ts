import { openCheckpoint } from '@crossattn/checkpoint';
import { createDecoder } from '@crossattn/decoder';
import { createImageEncoder } from '@crossattn/vision';
import type { Captioner, CaptionerDevice } from './captioner.js';
import { CaptioningError } from './captioning-error.js';
import { checkOptions } from './check-options.js';
import { ModelCaptioner } from './model-captioner.js';

/** What a captioner is made of. */
export interface CaptionerOptions {
  /**
   * `embedded` for the model that comes with the packages, or a folder (a path, or a `file:` URL) with `config.json`,
   * `model.safetensors` and `tokenizer.json`.
   * @defaultValue `'embedded'`
   */
  readonly model?: 'embedded' | (string & {}) | URL;
  /** @defaultValue `'cpu'` */
  readonly device?: CaptionerDevice;
  /** Threads of the arithmetic; ONNX Runtime takes one a physical core by default. */
  readonly threads?: number;
}

const optionNames = ['model', 'device', 'threads'];

/**
 * Opens a model that captions photos.
 *
 * @throws CaptioningError `invalid-option`, `unknown-option`, `unsupported-device`, `missing-task`
 * @throws CheckpointError for a model folder that is missing, damaged or of an unknown kind
 * @throws OnnxError where ONNX Runtime is not there, weights have other shapes than the configuration says, or `threads`
 * is no whole number from 1
 */
export async function createCaptioner(options: CaptionerOptions = {}): Promise<Captioner> {
  checkOptions(options, 'a captioner');
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name));
  if (unknown !== undefined) {
    throw new CaptioningError(
      'unknown-option',
      `${unknown}: expected one of the options ${optionNames.join(', ')} of a captioner`,
    );
  }
  const { model = 'embedded', device = 'cpu', threads } = options;
  if (device !== 'cpu') {
    throw new CaptioningError('unsupported-device', `device: expected 'cpu', got '${String(device)}'`);
  }
  const checkpoint = await openCheckpoint(model);
  if (checkpoint.config.tasks.caption === undefined) {
    throw new CaptioningError('missing-task', `${checkpoint.folder}: expected a model with the task "caption"`);
  }
  const compute = threads === undefined ? {} : { threads };
  const encoder = await createImageEncoder(checkpoint, compute);
  try {
    return new ModelCaptioner({ checkpoint, encoder, decoder: await createDecoder(checkpoint, compute), device });
  } catch (error) {
    await encoder[Symbol.asyncDispose]();
    throw error;
  }
}
