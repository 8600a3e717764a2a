import type { ElementArrays, ElementType } from '@crossattn/core';
import { OnnxError, type OnnxErrorCode } from '../errors.js';
import { type LoadedWeight, loadWeight } from '../weights/load-weight.js';
import type { QuantizedWeight } from '../weights/quantized-weight.js';
import type { WeightStore } from '../weights/weight-store.js';
import { type Dimension, formatShape } from './dimension.js';
import type { AttributeValue, Graph, GraphConstant, GraphNode, GraphWeight } from './graph.js';
import { nameOutputs } from './name-outputs.js';
import type { Value } from './value.js';

/** The type and shape that an operator's output will have. */
export interface OutputSignature<Type extends ElementType = ElementType> {
  readonly type: Type;
  readonly shape: readonly Dimension[];
}

/** An operator with its inputs, as `GraphBuilder.node` takes it. */
export interface NodeOptions {
  /** `undefined` leaves an optional input out. */
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  /** '' (the default) for the operators of ONNX, `com.microsoft` for those of ONNX Runtime. */
  readonly domain?: '' | 'com.microsoft';
}

/**
 * Composes an ONNX graph: inputs, weights and constants become values, operators take values and give new ones,
 * and every shape is checked on the way. The layers of this package are functions that take a builder first.
 */
export class GraphBuilder {
  readonly name: string;
  readonly #weightStore: WeightStore | undefined;
  readonly #nodes: GraphNode[] = [];
  readonly #constants: GraphConstant[] = [];
  readonly #weights: GraphWeight[] = [];
  readonly #loadedWeights = new Map<string, LoadedWeight>();
  readonly #quantizedWeights = new Map<string, QuantizedWeight['elements']>();
  readonly #inputs: Value[] = [];
  readonly #outputs = new Map<string, Value>();
  readonly #values = new Set<Value>();
  readonly #names = new Set<string>();
  readonly #scopes: string[] = [];

  constructor(options: { readonly name: string; readonly weights?: WeightStore }) {
    this.name = options.name;
    this.#weightStore = options.weights;
  }

  /** The inputs that were declared so far. */
  get inputs(): readonly Value[] {
    return this.#inputs;
  }

  /** Declares an input of the graph. Dimensions that are strings get their size from the fed tensor at each run. */
  input<Type extends ElementType>(name: string, type: Type, shape: readonly Dimension[]): Value<Type> {
    if (this.#names.has(name)) throw this.error('duplicate-name', `the name '${name}' is used already`);
    const value = this.#value(name, type, shape);
    this.#inputs.push(value);
    return value;
  }

  /** Makes a value an output of the graph. Outputs that a run does not ask for are not copied out. */
  output(name: string, value: Value): void {
    this.#own(value, `output '${name}'`);
    if (this.#outputs.has(name) || this.#inputs.some((input) => input.name === name)) {
      throw this.error('duplicate-name', `the name '${name}' is used already`);
    }
    this.#outputs.set(name, value);
  }

  /**
   * A weight of the store as a float32 value. float16, bfloat16 and int8 weights (the last with a float
   * `<name>_scale` that broadcasts to the weight) are widened once, when the session is created.
   *
   * @param shape - The expected shape; `undefined` where any size will do.
   * @throws OnnxError `missing-weight`, `shape-mismatch`, `type-mismatch`
   */
  weight(
    name: string,
    shape?: readonly (number | undefined)[],
  ): Value<'float32'> & { readonly shape: readonly number[] } {
    const known = this.#loadedWeights.get(name);
    const loaded = known ?? loadWeight(this, this.#weightStore, name);
    this.#loadedWeights.set(name, loaded);
    this.#checkShape(name, loaded.shape, shape);
    return loaded;
  }

  /**
   * The elements of an int8 weight, and its scale along one axis (`<name>_scale`), for layers that compute with them as
   * they are.
   *
   * @param shape - the expected shape; `undefined` where any size will do
   * @param axis - the axis whose entries have a scale each
   * @returns `undefined` where the store has no int8 weight of this name
   * @throws OnnxError `missing-weight`, `shape-mismatch`
   */
  quantizedWeight(name: string, shape: readonly (number | undefined)[], axis: number): QuantizedWeight | undefined {
    const entry = this.#weightStore?.get(name);
    if (entry?.type !== 'int8') return undefined;
    this.#checkShape(name, entry.shape, shape);
    const known = this.#quantizedWeights.get(name);
    const elements = known ?? (this.rawWeight(entry) as Value<'int8'> & { readonly shape: readonly number[] });
    this.#quantizedWeights.set(name, elements);
    return { elements, scale: this.weight(`${name}_scale`, [entry.shape[axis]]) };
  }

  /** Whether the store has a weight of this name: for layers whose bias is optional. */
  hasWeight(name: string): boolean {
    return this.#weightStore?.get(name) !== undefined;
  }

  /** Refers to the bytes of a weight in their own element type. Layers use `weight`. */
  rawWeight(entry: GraphWeight['entry']): Value {
    const value = this.#value(this.#freshName(entry.name), entry.type, entry.shape);
    this.#weights.push({ name: value.name, entry });
    return value;
  }

  /** A constant that travels inside the model. */
  constant<Type extends ElementType>(type: Type, shape: readonly number[], data: ElementArrays[Type]): Value<Type> {
    const count = shape.reduce((product, size) => product * size, 1);
    if (count !== data.length) {
      throw this.error(
        'shape-mismatch',
        `a constant of shape ${formatShape(shape)} needs ${count} elements, got ${data.length}`,
      );
    }
    const value = this.#value(this.#freshName(`${this.#path()}constant`), type, shape);
    this.#constants.push({ name: value.name, tensor: { type, shape, data } });
    return value;
  }

  /** A float32 constant without axes. */
  scalar(value: number): Value<'float32'> {
    return this.constant('float32', [], Float32Array.of(value));
  }

  /** A list of int64, as operators take for shapes, axes and starts. */
  integers(...values: readonly number[]): Value<'int64'> {
    return this.constant('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  /**
   * Adds any operator. The functions in `operators` know the shapes of the common ones; this is for the rest.
   *
   * @param outputs - Types and shapes of the outputs, which ONNX Runtime checks again when the session is created.
   */
  node<Types extends readonly ElementType[]>(
    operator: string,
    options: NodeOptions,
    outputs: { readonly [Index in keyof Types]: OutputSignature<Types[Index]> },
  ): { readonly [Index in keyof Types]: Value<Types[Index]> } {
    for (const input of options.inputs) if (input !== undefined) this.#own(input, operator);
    const name = this.#freshName(`${this.#path()}${operator}`);
    const values = outputs.map((output, index) =>
      this.#value(index === 0 ? name : this.#freshName(`${name}.${index}`), output.type, output.shape),
    );
    this.#nodes.push({
      name,
      operator,
      domain: options.domain ?? '',
      inputs: options.inputs.map((input) => input?.name ?? ''),
      outputs: values.map((value) => value.name),
      attributes: options.attributes ?? {},
    });
    // The mapped tuple type follows `outputs` index by index, which `map` cannot express.
    return values as unknown as { readonly [Index in keyof Types]: Value<Types[Index]> };
  }

  /** Names everything that `compose` adds `<name>/…`, in Netron, in profiles and in error messages. Scopes nest. */
  scope<Result>(name: string, compose: () => Result): Result {
    this.#scopes.push(name);
    try {
      return compose();
    } finally {
      this.#scopes.pop();
    }
  }

  /** An error whose message says which graph and scope it is about. */
  error(code: OnnxErrorCode, message: string): OnnxError {
    return new OnnxError(
      code,
      `graph '${this.name}'${this.#scopes.length > 0 ? `, ${this.#scopes.join('/')}` : ''}: ${message}`,
    );
  }

  /**
   * The finished graph.
   *
   * @throws OnnxError `empty-graph` where no output was declared.
   */
  build(): Graph {
    if (this.#outputs.size === 0) throw this.error('empty-graph', 'no output was declared');
    return nameOutputs(
      { name: this.name, nodes: this.#nodes, constants: this.#constants, weights: this.#weights, inputs: this.#inputs },
      this.#outputs,
    );
  }

  #checkShape(name: string, shape: readonly number[], wanted: readonly (number | undefined)[] | undefined): void {
    if (wanted === undefined) return;
    const matches =
      wanted.length === shape.length && wanted.every((size, axis) => size === undefined || size === shape[axis]);
    if (matches) return;
    const expected = formatShape(wanted.map((size) => size ?? 'any'));
    throw this.error('shape-mismatch', `weight '${name}': expected shape ${expected}, got ${formatShape(shape)}`);
  }

  #value<Type extends ElementType>(name: string, type: Type, shape: readonly Dimension[]): Value<Type> {
    const value: Value<Type> = { name, type, shape: [...shape] };
    this.#names.add(name);
    this.#values.add(value);
    return value;
  }

  #own(value: Value, user: string): void {
    if (!this.#values.has(value))
      throw this.error('foreign-value', `${user} was given '${value.name}', a value of another graph`);
  }

  #path(): string {
    return this.#scopes.map((scope) => `${scope}/`).join('');
  }

  #freshName(base: string): string {
    let name = base;
    for (let count = 2; this.#names.has(name); count += 1) name = `${base}.${count}`;
    return name;
  }
}
