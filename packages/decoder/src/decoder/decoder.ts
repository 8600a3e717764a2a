import type { EncoderIdentity, Memory } from '@crossattn/core';
import type { GenerateOptions, StreamOptions } from '../generation/generate-options.js';
import type { Generation } from '../generation/generation.js';
import type { DecoderIdentity, ProjectedMemory } from '../memory/projected-memory.js';
import type { QueryableMemory } from './memory-sources.js';
import type { StreamPart } from './stream-part.js';
import type { ScoreOptions, TextScore } from './text-score.js';

/**
 * The memories that a call queries. A projected memory, or several that become one batch in their order; or joined ones,
 * all of as many parts. A memory that is not projected yet is projected for this call alone.
 */
export type MemoryInput = QueryableMemory | readonly QueryableMemory[] | Memory;

/** A decoder that queries memories and writes texts of token ids. Calls may overlap; they share nothing but the weights. */
export interface Decoder extends AsyncDisposable {
  readonly identity: DecoderIdentity;
  /** The encoder whose memories it queries. */
  readonly encoder: EncoderIdentity;
  readonly vocabularySize: number;
  /** Positions: the most tokens that prompt and text have together. */
  readonly maxLength: number;

  /**
   * Computes a memory's keys and values for every layer, to be queried any number of times.
   *
   * @throws DecoderError `invalid-memory`, `wrong-memory`, `disposed`
   */
  project(memory: Memory, options?: { readonly signal?: AbortSignal }): Promise<ProjectedMemory>;

  /**
   * Writes texts for all memories at once; those that are finished leave the batch.
   *
   * @returns for each memory its candidates, best score first: at most as many as asked for
   * @throws DecoderError `unknown-option`, `invalid-option`, `conflicting-options`, `invalid-tokens`, `too-long`,
   * `no-token-left`, `wrong-memory`, `invalid-memory`, `disposed`; the signal's reason on abort
   */
  generate(memories: MemoryInput, options?: GenerateOptions): Promise<Generation[][]>;

  /**
   * Writes one text for each memory, greedy or drawn at random, and tells each token as it is chosen. Nothing is
   * computed ahead of the reader; leaving the loop stops the work.
   *
   * @throws DecoderError as `generate`; beams and candidates are refused with `unknown-option`
   */
  stream(memories: MemoryInput, options?: StreamOptions): AsyncIterable<StreamPart>;

  /**
   * How likely the model holds given texts, all together: no token waits for another. A memory's prompt is read once,
   * however many texts continue it.
   *
   * @param texts for each memory a list of texts, as token ids without prompt and end
   * @returns for each memory the scores of its texts, in their order
   * @throws DecoderError `unknown-option`, `invalid-option`, `invalid-tokens`, `too-long`, `wrong-memory`,
   * `invalid-memory`, `disposed`; the signal's reason on abort
   */
  score(
    memories: MemoryInput,
    texts: readonly (readonly (readonly number[])[])[],
    options?: ScoreOptions,
  ): Promise<TextScore[][]>;

  /** Frees the sessions once the steps under way are done; projected memories stay usable by an equal decoder. */
  dispose(): Promise<void>;
}
