import type { Checkpoint } from '@crossattn/checkpoint';
import type { Memory, Tensor } from '@crossattn/core';
import { createSession, type Session } from '@crossattn/onnx';
import { composeEncoder, pixelsTensor, type SqueezedImage } from '@crossattn/vision';
import { rolledOutLayers } from './bridge-rollout.js';
import type { CellContext } from './cell-context.js';
import { composeContextGraph } from './context-graph.js';

/** Reads from a model what {@link CellContext} holds, photo by photo. */
export class CellContexts implements AsyncDisposable {
  readonly #checkpoint: Checkpoint;
  readonly #encoder: Session;
  readonly #context: Session;

  private constructor(checkpoint: Checkpoint, encoder: Session, context: Session) {
    this.#checkpoint = checkpoint;
    this.#encoder = encoder;
    this.#context = context;
  }

  static async open(checkpoint: Checkpoint, options: { readonly threads?: number }): Promise<CellContexts> {
    const { config, weights } = checkpoint;
    const encoder = await createSession(composeEncoder(config, weights, { intermediates: true }), options);
    return new CellContexts(checkpoint, encoder, await createSession(composeContextGraph(config, weights), options));
  }

  /** @param memory - of this photo alone, one position a cell. */
  async read(
    photo: SqueezedImage,
    { states }: Memory,
    grid: Pick<CellContext, 'columns' | 'rows'>,
  ): Promise<CellContext> {
    const { bridge, decoder, vision } = this.#checkpoint.config;
    const inputs = Array.from({ length: bridge.layers }, (_, layer) =>
      layer === 0 ? 'bridge.input' : `bridge.layers.${layer - 1}`,
    );
    const activations = await this.#encoder.run({ pixels: pixelsTensor([photo], vision) }, inputs);
    const feeds = inputs.map((name, layer) => [`bridge.${layer}`, activations[name] as Tensor]);
    const context = await this.#context.run({ states, ...Object.fromEntries(feeds) });
    const cells = grid.columns * grid.rows;
    const layers = inputs.map((_, layer) => meanOfHeads(context[`attention.${layer}`] as Tensor<'float32'>, cells));
    const moved = Array.from({ length: decoder.layers }, (_, layer) =>
      lengths(context[`moved.${layer}`] as Tensor<'float32'>, decoder.width),
    );
    const shape = [decoder.layers, decoder.heads, cells];
    return {
      ...grid,
      valueNorms: { type: 'float32', shape, data: Float32Array.from(moved.flat()) },
      bridge: rolledOutLayers(layers, cells),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#encoder.dispose(), this.#context.dispose()]);
  }
}

/** `[1, heads, cells, cells]` -> `[cells, cells]` */
function meanOfHeads({ data, shape }: Tensor<'float32'>, cells: number): Float64Array {
  const heads = shape[1] as number;
  const mean = new Float64Array(cells * cells);
  data.forEach((weight, index) => {
    const place = index % mean.length;
    mean[place] = (mean[place] as number) + weight / heads;
  });
  return mean;
}

/** Lengths of the vectors of the last axis. */
function lengths({ data }: Tensor<'float32'>, width: number): number[] {
  return Array.from({ length: data.length / width }, (_, vector) =>
    Math.hypot(...data.subarray(vector * width, (vector + 1) * width)),
  );
}
