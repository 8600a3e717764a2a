import { type Aggregation, type AttendedText, defaultAggregation, gatherEvidence } from '@crossattn/lens';
import { rollOut } from './bridge-rollout.js';
import { type CellContext, scaledByValues } from './cell-context.js';

/** A way to say what each word of a caption looked at: one weight a cell of the photo. */
export interface Gaze {
  readonly name: string;
  /** The cells' weights of each word of the caption. */
  weights(caption: AttendedText, context: CellContext): readonly ArrayLike<number>[];
}

const bySlot = (caption: AttendedText, aggregation: Aggregation) =>
  gatherEvidence(caption, aggregation).words.map(({ weights }) => weights);

const mean: Aggregation = { combine: 'mean' };

/** What lens does unless told otherwise. */
export const defaultGaze: Gaze = {
  name: 'default of lens',
  weights: (caption) => bySlot(caption, defaultAggregation),
};

/** Ways that know nothing of the word: a way that is no better has found nothing. */
export const blindGazes: readonly Gaze[] = [
  {
    name: 'the middle of the photo',
    weights: (caption, { columns, rows }) =>
      bySlot(caption, mean).map((weights) =>
        weights.map((_, cell) => {
          const across = (cell % columns) - (columns - 1) / 2;
          const down = Math.floor(cell / columns) - (rows - 1) / 2;
          return -(across * across + down * down);
        }),
      ),
  },
  {
    name: 'the whole caption',
    weights: (caption) => {
      const words = bySlot(caption, mean);
      return words.map((own) =>
        own.map((_, cell) => words.reduce((sum, weights) => sum + (weights[cell] as number), 0)),
      );
    },
  },
];

/** Every way that is compared, for a decoder of a shape. */
export function comparedGazes(layers: number, heads: number): Gaze[] {
  const aggregated = (name: string, aggregation: Aggregation): Gaze => ({
    name,
    weights: (caption) => bySlot(caption, aggregation),
  });
  const each = Array.from({ length: layers }, (_, layer) => layer);
  return [
    aggregated('mean', mean),
    aggregated('maximum', { combine: 'maximum' }),
    { name: 'mean by value norms', weights: (caption, context) => bySlot(scaledByValues(caption, context), mean) },
    { name: 'mean, rolled out', weights: (caption, context) => rollOut(bySlot(caption, mean), context) },
    {
      name: 'mean by value norms, rolled out',
      weights: (caption, context) => rollOut(bySlot(scaledByValues(caption, context), mean), context),
    },
    ...each.flatMap((layer) => [
      aggregated(`layer ${layer}, mean`, { layers: [layer], combine: 'mean' }),
      aggregated(`layer ${layer}, maximum`, { layers: [layer], combine: 'maximum' }),
    ]),
    ...each.flatMap((layer) =>
      Array.from({ length: heads }, (_, head) =>
        aggregated(`layer ${layer}, head ${head}`, { layers: [layer], heads: [head], combine: 'mean' }),
      ),
    ),
  ];
}
