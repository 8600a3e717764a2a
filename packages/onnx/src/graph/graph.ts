import type { ElementType, Tensor } from '@crossattn/core';
import type { Weight } from '../weights/weight-store.js';
import type { Value } from './value.js';

/** What an attribute of an operator may hold. A plain number is an integer; floats are marked, as ONNX tells them apart. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number };

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly operator: string;
  /** '' = the operators of ONNX itself; `com.microsoft` = those that ONNX Runtime adds. */
  readonly domain: string;
  /** Names of values; '' leaves an optional input out. */
  readonly inputs: readonly string[];
  /** Names of values; '' leaves an optional output out. */
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A constant that travels inside the model. */
export interface GraphConstant {
  readonly name: string;
  readonly tensor: Tensor;
}

/** A weight as it lies in its store: referenced, not copied. */
export interface GraphWeight {
  /** The name of its value in the graph. */
  readonly name: string;
  readonly entry: Weight;
}

/** A composed graph: what `GraphBuilder.build` returns and `createSession` takes. Plain data. */
export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly GraphConstant[];
  readonly weights: readonly GraphWeight[];
  readonly inputs: readonly Value<ElementType>[];
  /** Values whose `name` is the name of the output. */
  readonly outputs: readonly Value<ElementType>[];
}
