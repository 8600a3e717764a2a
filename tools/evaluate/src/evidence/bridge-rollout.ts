import type { CellContext } from './cell-context.js';

/**
 * Attention over positions of the memory as attention over the cells that these were made of (attention rollout, Abnar and
 * Zuidema, 2020: https://arxiv.org/abs/2005.00928).
 */
export function rollOut(words: readonly ArrayLike<number>[], { bridge }: CellContext): Float64Array[] {
  return words.map((weights) => {
    const cells = new Float64Array(weights.length);
    for (let position = 0; position < weights.length; position++) {
      for (let cell = 0; cell < cells.length; cell++) {
        cells[cell] =
          (cells[cell] as number) + (weights[position] as number) * (bridge[position * cells.length + cell] as number);
      }
    }
    return cells;
  });
}

/**
 * Multiplies the attention of self-attention layers, first to last, each half its input (the residual connection) and half
 * what it attended to.
 *
 * @param layers - `[cells, cells]` each, rows adding up to 1
 */
export function rolledOutLayers(layers: readonly Float64Array[], cells: number): Float64Array {
  let product = new Float64Array(cells * cells);
  for (let cell = 0; cell < cells; cell++) product[cell * cells + cell] = 1;
  for (const layer of layers) {
    const next = new Float64Array(cells * cells);
    for (let row = 0; row < cells; row++) {
      for (let inner = 0; inner < cells; inner++) {
        const share = ((layer[row * cells + inner] as number) + (row === inner ? 1 : 0)) / 2;
        for (let cell = 0; cell < cells; cell++) {
          next[row * cells + cell] =
            (next[row * cells + cell] as number) + share * (product[inner * cells + cell] as number);
        }
      }
    }
    product = next;
  }
  return product;
}
