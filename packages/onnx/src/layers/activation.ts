import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';

/** The activations that layers know. */
export type Activation = 'gelu' | 'relu' | 'relu6' | 'silu' | 'tanh' | 'sigmoid';

/** Applies an activation by name. */
export function activation(builder: GraphBuilder, value: Value<'float32'>, name: Activation): Value<'float32'> {
  switch (name) {
    case 'gelu':
      return gelu(builder, value);
    case 'relu':
      return unary(builder, 'Relu', value);
    case 'relu6':
      return relu6(builder, value);
    case 'silu': {
      const gate = unary(builder, 'Sigmoid', value);
      const [result] = builder.node<['float32']>('Mul', { inputs: [value, gate] }, [
        { type: 'float32', shape: value.shape },
      ]);
      return result;
    }
    case 'tanh':
      return unary(builder, 'Tanh', value);
    case 'sigmoid':
      return unary(builder, 'Sigmoid', value);
  }
}

/** Gaussian error linear unit in its exact form, `x * Phi(x)` (Hendrycks and Gimpel, 2016). */
export function gelu(builder: GraphBuilder, value: Value<'float32'>): Value<'float32'> {
  return unary(builder, 'Gelu', value);
}

/** `min(max(x, 0), 6)`, as a `Clip`, which ONNX Runtime fuses into the convolution before it. */
export function relu6(builder: GraphBuilder, value: Value<'float32'>): Value<'float32'> {
  const inputs = [value, builder.scalar(0), builder.scalar(6)];
  const [result] = builder.node<['float32']>('Clip', { inputs }, [{ type: 'float32', shape: value.shape }]);
  return result;
}

function unary(builder: GraphBuilder, operator: string, value: Value<'float32'>): Value<'float32'> {
  const [result] = builder.node<['float32']>(operator, { inputs: [value] }, [{ type: 'float32', shape: value.shape }]);
  return result;
}
