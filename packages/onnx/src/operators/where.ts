import type { ElementType } from '@crossattn/core';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { broadcastShape } from './broadcast-shape.js';

/** Takes `whenTrue` where the condition holds and `whenFalse` elsewhere, all broadcast. */
export function where<Type extends ElementType>(
  builder: GraphBuilder,
  condition: Value<'bool'>,
  whenTrue: Value<Type>,
  whenFalse: Value<Type>,
): Value<Type> {
  const choices = broadcastShape(builder, 'Where', whenTrue.shape, whenFalse.shape);
  const shape = broadcastShape(builder, 'Where', condition.shape, choices);
  const [result] = builder.node<[Type]>('Where', { inputs: [condition, whenTrue, whenFalse] }, [
    { type: whenTrue.type, shape },
  ]);
  return result;
}
