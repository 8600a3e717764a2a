import type { ElementType } from '@crossattn/core';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { broadcastShape } from './broadcast-shape.js';

type Operand<Type extends ElementType> = Value<Type>;

function binary<Type extends ElementType>(
  builder: GraphBuilder,
  operator: string,
  left: Operand<Type>,
  right: Operand<Type>,
): Value<Type> {
  if (left.type !== right.type) {
    throw builder.error(
      'type-mismatch',
      `${operator}: both operands need one type, got ${left.type} and ${right.type}`,
    );
  }
  const shape = broadcastShape(builder, operator, left.shape, right.shape);
  const [result] = builder.node<[Type]>(operator, { inputs: [left, right] }, [{ type: left.type, shape }]);
  return result;
}

/** `left + right`, broadcast. */
export function add<Type extends ElementType>(
  builder: GraphBuilder,
  left: Value<Type>,
  right: Value<Type>,
): Value<Type> {
  return binary(builder, 'Add', left, right);
}

/** `left - right`, broadcast. */
export function subtract<Type extends ElementType>(
  builder: GraphBuilder,
  left: Value<Type>,
  right: Value<Type>,
): Value<Type> {
  return binary(builder, 'Sub', left, right);
}

/** `left * right`, broadcast. */
export function multiply<Type extends ElementType>(
  builder: GraphBuilder,
  left: Value<Type>,
  right: Value<Type>,
): Value<Type> {
  return binary(builder, 'Mul', left, right);
}

/** `left / right`, broadcast. */
export function divide<Type extends ElementType>(
  builder: GraphBuilder,
  left: Value<Type>,
  right: Value<Type>,
): Value<Type> {
  return binary(builder, 'Div', left, right);
}
