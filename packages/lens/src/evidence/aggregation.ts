/** How the attention of several layers and heads becomes one weight a slot. */
export interface Aggregation {
  /** Layers that count, from 0; negative numbers count from the last. All where absent. */
  readonly layers?: readonly number[];
  /** Heads of these layers that count, from 0; negative numbers count from the last. All where absent. */
  readonly heads?: readonly number[];
  /** `mean` over the maps that count, or their `maximum` slot by slot. */
  readonly combine: 'mean' | 'maximum';
}

/** The mean over all heads of all layers: chosen by covering what was attended (docs/decisions/0110). */
export const defaultAggregation: Aggregation = { combine: 'mean' };
