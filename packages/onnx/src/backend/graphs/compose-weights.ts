import type { GraphBuilder } from '../../graph/graph-builder.js';
import type { Value } from '../../graph/value.js';
import type { ComputeType } from '../tensor/compute-tensor.js';
import type { AttentionFeatures } from './attention-features.js';

/** The values that lead to the weights of attention. */
export interface ComposedWeights {
  /** `[B, H, L, D]` */
  readonly query: Value<ComputeType>;
  /** `[B, H, N, D]` */
  readonly key: Value<ComputeType>;
  readonly scale: Value<ComputeType>;
  /** `tanh(scores / softcap)` `[B, H, L, N]`, where there is a softcap. */
  readonly tanh?: Value<ComputeType>;
  /** `[B, H, L, N]` */
  readonly weights: Value<ComputeType>;
}

/** Operators on values of one compute type, in the symbolic shapes of the op. */
export class ComputeOperators {
  readonly #builder: GraphBuilder;
  readonly type: ComputeType;

  constructor(builder: GraphBuilder, type: ComputeType) {
    this.#builder = builder;
    this.type = type;
  }

  input(name: string, ...shape: string[]): Value<ComputeType> {
    return this.#builder.input(name, this.type, shape);
  }

  scalar(value: number): Value<'float32'> {
    return this.#builder.scalar(value);
  }

  apply(operator: string, inputs: readonly Value[], shape: readonly string[], attributes = {}): Value<ComputeType> {
    return this.#builder.node<[ComputeType]>(operator, { inputs, attributes }, [{ type: this.type, shape }])[0];
  }

  /** The last two axes swapped; ONNX Runtime fuses this into a product. */
  turned(value: Value, ...shape: string[]): Value<ComputeType> {
    return this.apply('Transpose', [value], shape, { perm: [0, 1, 3, 2] });
  }
}

/** Declares the inputs `query`, `key` and, as the features ask, `scale`, `softcap` and `bias`. */
export function composeWeights(operators: ComputeOperators, features: AttentionFeatures): ComposedWeights {
  const query = operators.input('query', 'B', 'H', 'L', 'D');
  const key = operators.input('key', 'B', 'H', 'N', 'D');
  const { scaledFor } = features;
  const scale = scaledFor === undefined ? operators.input('scale') : operators.scalar(1 / Math.sqrt(scaledFor));
  const scores = ['B', 'H', 'L', 'N'];
  const scaled = operators.apply('Mul', [query, scale], ['B', 'H', 'L', 'D']);
  const current = features.keysFirst
    ? operators.turned(
        operators.apply('MatMul', [key, operators.turned(scaled, 'B', 'H', 'D', 'L')], ['B', 'H', 'N', 'L']),
        ...scores,
      )
    : operators.apply('MatMul', [scaled, operators.turned(key, 'B', 'H', 'D', 'N')], scores);
  return { query, key, scale, ...composeNormalising(operators, current, features) };
}

/** What the way from scores to weights depends on. */
export type NormalisingFeatures = Pick<AttentionFeatures, 'type' | 'bias' | 'softcap'>;

/** From scores to weights. Declares the inputs `softcap` and `bias`, as the features ask. */
export function composeNormalising(
  operators: ComputeOperators,
  products: Value<ComputeType>,
  features: NormalisingFeatures,
): Pick<ComposedWeights, 'tanh' | 'weights'> {
  const scores = ['B', 'H', 'L', 'N'];
  let current = products;
  let tanh: Value<ComputeType> | undefined;
  if (features.softcap) {
    const cap = operators.input('softcap');
    tanh = operators.apply('Tanh', [operators.apply('Div', [current, cap], scores)], scores);
    current = operators.apply('Mul', [tanh, cap], scores);
  }
  if (features.bias) {
    const bias = operators.input('bias', 'biasB', 'biasH', 'biasL', 'N');
    current = operators.apply('Add', [current, bias], scores);
  }
  const weights = operators.apply('Softmax', [current], scores, { axis: -1 });
  return { weights, ...(tanh === undefined ? {} : { tanh }) };
}
