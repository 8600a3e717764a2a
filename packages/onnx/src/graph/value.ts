import type { ElementType } from '@crossattn/core';
import type { Dimension } from './dimension.js';

/** A handle of a tensor inside a graph that is being composed: its name, element type and symbolic shape. */
export interface Value<Type extends ElementType = ElementType> {
  readonly name: string;
  readonly type: Type;
  readonly shape: readonly Dimension[];
}
