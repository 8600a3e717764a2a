import type { Tensor } from '@crossattn/core';
import { requireType, type Session } from '@crossattn/onnx';
import type { StepOptions, StepOutput, StepRow, TokenStepper } from '../generation/token-stepper.js';
import type { DecoderShape } from '../graph/decoder-shape.js';
import { attentionWeights, newKeys, newValues, pastKeys, pastValues } from '../graph/step-graph.js';
import { attentionMap } from './attention-map.js';
import { batchMemories, type MemoryBatch } from './memory-batch.js';
import type { MemorySource } from './memory-source.js';
import { arrangeRows, type RowGrid } from './row-grid.js';
import { SelfAttentionCache } from './self-attention-cache.js';
import { selfMask } from './self-mask.js';

/** Which memories a batch keeps when some have no row any more: all, until this share of them is idle. */
const IDLE_SHARE = 0.25;

/** Steps through the graph of a transformer decoder. The cache belongs to it; the memories to whoever projected them. */
export class GraphStepper implements TokenStepper {
  readonly vocabularySize: number;
  readonly #session: Session;
  readonly #shape: DecoderShape;
  readonly #sources: readonly MemorySource[];
  readonly #cache: SelfAttentionCache;
  #memories: MemoryBatch;
  /** Places of the rows of the step before. */
  #places: readonly number[] = [];

  constructor(session: Session, shape: DecoderShape, sources: readonly MemorySource[]) {
    this.vocabularySize = shape.vocabularySize;
    this.#session = session;
    this.#shape = shape;
    this.#sources = sources;
    this.#cache = new SelfAttentionCache(shape);
    this.#memories = batchMemories(sources, [...sources.keys()]);
  }

  async step(rows: readonly StepRow[], options: StepOptions): Promise<StepOutput> {
    const selected = rows.map(({ tokens }) => tokens.length - 1);
    const { run, grid, added } = await this.#run(
      rows,
      selected.map((last) => [last]),
      'log_probabilities',
      options,
    );
    const output = { logProbabilities: requireType(run.log_probabilities as Tensor, 'float32').data };
    if (!options.attention) return output;
    const maps = this.#parts((part) =>
      this.#layers((layer) => requireType(run[attentionWeights(layer, part)] as Tensor, 'float32')),
    );
    return {
      ...output,
      attention: (row) => {
        const token = (grid.places[row] as number) * added + (selected[row] as number);
        const parts = (this.#sources[(rows[row] as StepRow).source] as MemorySource).map(({ content }, part) => ({
          layers: maps[part] as Tensor<'float32'>[],
          length: content.mask.shape[1] as number,
        }));
        return attentionMap(parts, token);
      },
    };
  }

  /**
   * One step that gives the scores after several tokens of each row.
   *
   * @param selected for each row, which of its new tokens
   * @param scores `logits`, or their log-softmax; `[all selected, vocabularySize]`
   */
  async scores(
    rows: readonly StepRow[],
    selected: readonly (readonly number[])[],
    scores: 'logits' | 'log_probabilities',
  ): Promise<Float32Array> {
    const { run } = await this.#run(rows, selected, scores, { attention: false });
    return requireType(run[scores] as Tensor, 'float32').data;
  }

  async #run(
    rows: readonly StepRow[],
    selected: readonly (readonly number[])[],
    scores: 'logits' | 'log_probabilities',
    options: StepOptions,
  ): Promise<{ run: Record<string, Tensor>; grid: RowGrid; added: number }> {
    this.#memories = this.#compact(rows);
    const { sources } = this.#memories;
    const grid = arrangeRows(rows, sources);
    const places = sources.length * grid.rows;
    const added = Math.max(...rows.map(({ tokens }) => tokens.length));
    this.#arrangeCache(rows, grid, places);
    const run = await this.#session.run(
      {
        ...this.#tokenFeeds(rows, grid, places, added),
        ...this.#cacheFeeds(added),
        ...this.#memories.feeds,
        selected: integers(
          rows.flatMap((_, i) =>
            (selected[i] as readonly number[]).map((token) => (grid.places[i] as number) * added + token),
          ),
        ),
      },
      [
        scores,
        ...this.#layers(newKeys),
        ...this.#layers(newValues),
        ...(options.attention
          ? this.#parts((part) => this.#layers((layer) => attentionWeights(layer, part))).flat()
          : []),
      ],
    );
    const counts = new Array<number>(places).fill(0);
    rows.forEach(({ tokens }, i) => {
      counts[grid.places[i] as number] = tokens.length;
    });
    this.#cache.append(
      counts,
      this.#layers((layer) => ({
        keys: requireType(run[newKeys(layer)] as Tensor, 'float32'),
        values: requireType(run[newValues(layer)] as Tensor, 'float32'),
      })),
    );
    this.#places = grid.places;
    return { run, grid, added };
  }

  #compact(rows: readonly StepRow[]): MemoryBatch {
    const live = [...new Set(rows.map(({ source }) => source))];
    const { sources } = this.#memories;
    const idle = sources.length - live.length;
    if (idle === 0 || idle < IDLE_SHARE * sources.length) return this.#memories;
    return batchMemories(this.#sources, live);
  }

  #arrangeCache(rows: readonly StepRow[], grid: RowGrid, places: number): void {
    const parents = new Array<number>(places).fill(-1);
    rows.forEach(({ parent }, i) => {
      parents[grid.places[i] as number] = parent < 0 ? -1 : (this.#places[parent] as number);
    });
    this.#cache.arrange(parents);
  }

  #tokenFeeds(rows: readonly StepRow[], grid: RowGrid, places: number, added: number): Record<string, Tensor> {
    const tokens = new BigInt64Array(places * added);
    const positions = new BigInt64Array(places * added);
    rows.forEach((row, i) => {
      const place = grid.places[i] as number;
      const length = this.#cache.lengths[place] as number;
      row.tokens.forEach((token, index) => {
        tokens[place * added + index] = BigInt(token);
        positions[place * added + index] = BigInt(length + index);
      });
    });
    const shape = [places / grid.rows, grid.rows, added];
    return { tokens: { type: 'int64', shape, data: tokens }, positions: { type: 'int64', shape, data: positions } };
  }

  #cacheFeeds(added: number): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = { self_mask: selfMask(this.#cache.lengths, this.#cache.capacity, added) };
    for (let layer = 0; layer < this.#shape.layers; layer++) {
      feeds[pastKeys(layer)] = this.#cache.keys(layer);
      feeds[pastValues(layer)] = this.#cache.values(layer);
    }
    return feeds;
  }

  #parts<Result>(map: (part: number) => Result): Result[] {
    return Array.from({ length: this.#sources[0]?.length ?? 0 }, (_, part) => map(part));
  }

  #layers<Result>(map: (layer: number) => Result): Result[] {
    return Array.from({ length: this.#shape.layers }, (_, layer) => map(layer));
  }
}

function integers(values: readonly number[]): Tensor<'int64'> {
  return { type: 'int64', shape: [values.length], data: BigInt64Array.from(values, BigInt) };
}
