import { type Caption, type Captioner, createCaptioner } from '@crossattn/captioning';
import { type Checkpoint, openCheckpoint } from '@crossattn/checkpoint';
import { createDecoder, type Decoder } from '@crossattn/decoder';
import { gatherEvidence } from '@crossattn/lens';
import { type RawPixels, squeezeImage } from '@crossattn/vision';
import { EvaluateError } from '../evaluate-error.js';
import { mulberry32 } from '../statistics/mulberry32.js';
import { CellContexts } from './cell-contexts.js';
import { heaviestCells, randomCells } from './cover-cells.js';
import { CoveredPhotos } from './covered-photos.js';
import type { Gaze } from './gaze.js';
import type { PhotoEvidence } from './photo-evidence.js';

/** How evidence is measured. */
export interface EvidenceOptions {
  readonly model: string;
  readonly threads?: number;
  /** Cells that are covered. */
  readonly cells: number;
  /** Random covers of each photo. */
  readonly draws: number;
  /** The ways of looking that are measured, for a decoder of a shape. */
  readonly gazes: (layers: number, heads: number) => readonly Gaze[];
  readonly signal: AbortSignal;
  /** Told after every photo how many there are. */
  readonly onProgress: (done: number) => void;
}

/** What was measured, and by what. */
export interface MeasuredEvidence {
  readonly model: string;
  readonly gazes: readonly string[];
  readonly photos: readonly PhotoEvidence[];
}

/** Covered photos whose captions are scored at once. */
const scoredTogether = 32;

/**
 * Captions each photo, covers the cells that each content word attended to most, and cells at random, and asks the model
 * each time how likely it holds the word after the words before it.
 *
 * @param photos - paths
 */
export async function measureEvidence(photos: readonly string[], options: EvidenceOptions): Promise<MeasuredEvidence> {
  const compute = options.threads === undefined ? {} : { threads: options.threads };
  const checkpoint = await openCheckpoint(options.model);
  const { decoder: shape, vision, tasks } = checkpoint.config;
  if (tasks.caption === undefined) {
    throw new EvaluateError('misunderstood', `${options.model}: expected a model that writes captions`);
  }
  const gazes = options.gazes(shape.layers, shape.heads);
  await using captioner = await createCaptioner({ model: options.model, ...compute });
  await using decoder = await createDecoder(checkpoint, compute);
  await using contexts = await CellContexts.open(checkpoint, compute);
  const parts = { checkpoint, captioner, decoder, contexts };
  const measured: PhotoEvidence[] = [];
  for (const [index, path] of photos.entries()) {
    options.signal.throwIfAborted();
    try {
      const photo = await squeezeImage(path, vision.imageSize);
      measured.push(await measurePhoto(photo, gazes, parts, options, mulberry32(index + 1)));
    } catch (cause) {
      options.signal.throwIfAborted();
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new EvaluateError('photo-failed', `${path}: ${reason}`, { cause });
    }
    options.onProgress(measured.length);
  }
  return { model: captioner.model, gazes: gazes.map(({ name }) => name), photos: measured };
}

interface Parts {
  readonly checkpoint: Checkpoint;
  readonly captioner: Captioner;
  readonly decoder: Decoder;
  readonly contexts: CellContexts;
}

type Squeezed = Awaited<ReturnType<typeof squeezeImage>>;

async function measurePhoto(
  photo: Squeezed,
  gazes: readonly Gaze[],
  parts: Parts,
  { cells, draws, signal }: EvidenceOptions,
  random: () => number,
): Promise<PhotoEvidence> {
  const pixels: RawPixels = { width: photo.side, height: photo.side, channels: 3, data: photo.data };
  const memory = await parts.captioner.encode(pixels, { signal });
  const caption = await parts.captioner.caption({ memory }, { attention: true, signal });
  const side = Math.sqrt(caption.slots.length);
  const grid = { columns: side, rows: side };
  const context = await parts.contexts.read(photo, memory, grid);
  const { words } = gatherEvidence(caption);
  const content = [...words.keys()].filter((word) => words[word]?.content);
  const covered = new CoveredPhotos(pixels, grid);
  const covers = gazes.map((gaze) => {
    const weights = gaze.weights(caption, context);
    return content.map((word) => covered.cover(heaviestCells(weights[word] as ArrayLike<number>, cells)));
  });
  const drawn = Array.from({ length: draws }, () => covered.cover(randomCells(caption.slots.length, cells, random)));
  const scores = await scoreTokens(caption, covered.all, parts, signal);
  const tokens = tokensOfWords(caption, words);
  return {
    caption: caption.caption,
    words: content.map((word, place) => {
      const at = (cover: number) =>
        (tokens[word] as number[]).reduce((sum, token) => sum + (scores[cover]?.[token] as number), 0);
      const drop = (cover: number) => at(0) - at(cover);
      return {
        word: words[word]?.text ?? '',
        attended: covers.map((own) => drop(own[place] as number)),
        others: covers.map((own) => mean(own.filter((_, other) => other !== place).map(drop))),
        random: drawn.map(drop),
      };
    }),
  };
}

/** Log-probabilities of the caption's tokens with each of the photos: `[photo][token]`. */
async function scoreTokens(
  caption: Caption,
  photos: readonly RawPixels[],
  { captioner, decoder }: Parts,
  signal: AbortSignal,
): Promise<number[][]> {
  const ids = caption.tokens.map(({ id }) => id);
  const scores: number[][] = [];
  for (let start = 0; start < photos.length; start += scoredTogether) {
    const memories = await captioner.encode(photos.slice(start, start + scoredTogether), { signal });
    const projected = await Promise.all(memories.map((memory) => decoder.project(memory, { signal })));
    const texts = await decoder.score(
      projected,
      projected.map(() => [ids]),
      { task: 'caption', signal },
    );
    scores.push(...texts.map(([text]) => (text?.tokens ?? []).map(({ logProbability }) => logProbability)));
  }
  return scores;
}

/** Which tokens each word is made of. */
function tokensOfWords(
  { tokens }: Caption,
  words: readonly { readonly start: number; readonly end: number }[],
): number[][] {
  let length = 0;
  const ranges = tokens.map(({ text }) => {
    const start = length;
    length += text.length;
    return { start, end: length };
  });
  return words.map(({ start, end }) =>
    [...ranges.keys()].filter((token) => {
      const range = ranges[token] as (typeof ranges)[number];
      return range.end > start && range.start < end;
    }),
  );
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
