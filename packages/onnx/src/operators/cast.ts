import type { ElementType } from '@crossattn/core';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { dataTypes } from '../protobuf/data-type.js';

/** Converts every element; a value that has the type already is returned as it is. */
export function cast<Type extends ElementType>(builder: GraphBuilder, value: Value, type: Type): Value<Type> {
  if (hasType(value, type)) return value;
  const [result] = builder.node<[Type]>('Cast', { inputs: [value], attributes: { to: dataTypes[type] } }, [
    { type, shape: value.shape },
  ]);
  return result;
}

function hasType<Type extends ElementType>(value: Value, type: Type): value is Value<Type> {
  return value.type === type;
}
