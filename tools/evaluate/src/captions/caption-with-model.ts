import { EvaluateError } from '../evaluate-error.js';

/** How a model is to write captions; what is absent follows the model. */
export interface ModelOptions {
  /** A folder; the embedded model unless given. */
  readonly model: string | undefined;
  readonly beams: number | undefined;
  readonly threads: number | undefined;
  readonly signal: AbortSignal;
  /** Told after every caption how many there are. */
  readonly onProgress: (done: number) => void;
}

/** Captions and who wrote them. */
export interface WrittenCaptions {
  readonly author: string;
  readonly captions: readonly string[];
  /** From the first photo to the last caption, loading apart. */
  readonly millisecondsPerPhoto?: number;
}

const batch = 16;

/**
 * Captions photos, in batches of 16.
 *
 * @param photos - paths.
 * @throws EvaluateError `photo-failed`; what `createCaptioner` throws.
 */
export async function captionWithModel(photos: readonly string[], options: ModelOptions): Promise<WrittenCaptions> {
  const { model = 'embedded', beams, threads, signal, onProgress } = options;
  const { createCaptioner } = await import('@crossattn/captioning');
  await using captioner = await createCaptioner({ model, ...(threads !== undefined && { threads }) });
  const captions: string[] = [];
  const start = performance.now();
  for await (const outcome of captioner.captionEach(photos, { batch, signal, ...(beams !== undefined && { beams }) })) {
    if (outcome.type === 'error') throw photoFailed(photos[outcome.index] ?? '', outcome.error);
    captions.push(outcome.caption.caption);
    onProgress(captions.length);
  }
  return {
    author: `${captioner.model}, ${beams === undefined ? 'beams as the model says' : `${beams} beams`}`,
    captions,
    millisecondsPerPhoto: (performance.now() - start) / photos.length,
  };
}

function photoFailed(photo: string, cause: unknown): EvaluateError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EvaluateError('photo-failed', `${photo}: ${reason}`, { cause });
}
