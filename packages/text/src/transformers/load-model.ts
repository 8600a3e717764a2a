import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers';
import { TextError } from '../encoder/text-error.js';
import type { TransformersPackage } from './load-package.js';
import type { ModelSource } from './model-source.js';
import type { TransformersEncoderOptions } from './transformers-options.js';

/** A tokenizer and a network of the package. */
export interface LoadedModel {
  readonly tokenizer: PreTrainedTokenizer;
  readonly network: PreTrainedModel;
}

/** What the classes of models have in common. */
interface ModelClass {
  from_pretrained(model: string, options: object): Promise<PreTrainedModel>;
}

/**
 * Loads a model, from the hub where it is not local.
 *
 * @throws {@link TextError} `model-missing`, `unsupported-model`, `invalid-option`
 */
export async function loadModel(
  transformers: TransformersPackage,
  { location, name, local }: ModelSource,
  options: TransformersEncoderOptions,
): Promise<LoadedModel> {
  const { modelClass = 'AutoModel', revision = 'main', dtype = 'fp32', threads, cacheFolder, onProgress } = options;
  const found: unknown = Reflect.get(transformers, modelClass);
  if (!isModelClass(found)) {
    throw new TextError('invalid-option', `modelClass: expected a class of @xenova/transformers, came ${modelClass}`);
  }
  const source = {
    revision,
    local_files_only: local || options.localFilesOnly === true,
    ...(cacheFolder === undefined ? {} : { cache_dir: cacheFolder }),
    ...(onProgress === undefined ? {} : { progress_callback: progressTeller(onProgress) }),
  };
  const session = {
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    // What goes wrong is thrown; pools that spin while they wait take the cores from each other.
    logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  };
  try {
    const tokenizer = await transformers.AutoTokenizer.from_pretrained(location, source);
    const network = await found.from_pretrained(location, { ...source, dtype, session_options: session });
    return { tokenizer, network };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const missing = /not found|could not locate|missing at|failed to fetch|fetch failed|unauthorized/i.test(reason);
    throw new TextError(
      missing ? 'model-missing' : 'unsupported-model',
      `${name}: ${missing ? 'the model, or a file of it, was not found' : 'the model could not be loaded'}: ${reason}`,
      { cause },
    );
  }
}

function isModelClass(value: unknown): value is ModelClass {
  return typeof value === 'function' && 'from_pretrained' in value;
}

function progressTeller(onProgress: NonNullable<TransformersEncoderOptions['onProgress']>) {
  return (progress: { status: string; file?: string; loaded?: number; total?: number }): void => {
    const { status, file = '', loaded = 0, total = 0 } = progress;
    if (status === 'progress') onProgress({ file, loaded, total });
  };
}
