import type { Tensor } from '@crossattn/core';
import type { AttendedText } from '@crossattn/lens';

/** What is known of a photo's cells beside the attention that they got. */
export interface CellContext {
  readonly columns: number;
  readonly rows: number;
  /** `[layers, heads, cells]`: length of what a cell adds to the decoder where a head attends to it alone. */
  readonly valueNorms: Tensor<'float32'>;
  /** `[cells, cells]`: how much of each position of the memory comes from each cell of the photo, row by row. */
  readonly bridge: Float64Array;
}

/**
 * The caption with every weight multiplied by the length of the vector that it moves: a head that attends to a cell from
 * which it reads nothing then counts for nothing (Kobayashi et al., 2020: https://arxiv.org/abs/2004.10102).
 */
export function scaledByValues({ tokens, slots }: AttendedText, { valueNorms }: CellContext): AttendedText {
  return {
    slots,
    tokens: tokens.map((token) => ({
      ...token,
      ...(token.attention && {
        attention: {
          ...token.attention,
          data: token.attention.data.map((weight, index) => weight * (valueNorms.data[index] as number)),
        },
      }),
    })),
  };
}
