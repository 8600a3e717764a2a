import { formatShape } from '../graph/dimension.js';
import type { GraphBuilder } from '../graph/graph-builder.js';
import type { Value } from '../graph/value.js';
import { type Activation, activation } from './activation.js';

/** How a convolution treats its borders. */
export interface ConvolutionOptions {
  readonly stride?: number;
  /** Groups of channels that do not see each other; the number of channels for a depthwise convolution. */
  readonly groups?: number;
  /**
   * `same` (the default): TensorFlow's rule, output = ceil(input / stride), the odd pixel of padding at the bottom and right.
   * `symmetric`: floor(kernel / 2) on every side, as PyTorch models do. `none`: no padding.
   */
  readonly padding?: 'same' | 'symmetric' | 'none';
  readonly activation?: Activation;
}

/**
 * A 2-D convolution with `<prefix>.weight` `[out, in / groups, kernelHeight, kernelWidth]` and, where the checkpoint has
 * it, `<prefix>.bias` `[out]`: `[batch, in, height, width] -> [batch, out, height', width']`. Height and width must be
 * known while composing.
 */
export function convolution(
  builder: GraphBuilder,
  input: Value<'float32'>,
  prefix: string,
  options: ConvolutionOptions = {},
): Value<'float32'> {
  return builder.scope(prefix, () => {
    const [batch, channels, height, width] = input.shape;
    if (
      batch === undefined ||
      typeof channels !== 'number' ||
      typeof height !== 'number' ||
      typeof width !== 'number' ||
      input.shape.length !== 4
    ) {
      throw builder.error(
        'shape-mismatch',
        `a convolution needs [batch, channels, height, width] of known sizes, got ${formatShape(input.shape)}`,
      );
    }
    const { stride = 1, groups = 1, padding = 'same' } = options;
    if (channels % groups !== 0)
      throw builder.error('shape-mismatch', `${channels} channels do not divide into ${groups} groups`);
    const weight = builder.weight(`${prefix}.weight`, [undefined, channels / groups, undefined, undefined]);
    const [outputs = 0, , kernelHeight = 0, kernelWidth = 0] = weight.shape;
    if (outputs % groups !== 0) {
      throw builder.error(
        'shape-mismatch',
        `weight '${prefix}.weight': ${outputs} output channels do not divide into ${groups} groups`,
      );
    }
    const vertical = pads(height, kernelHeight, stride, padding);
    const horizontal = pads(width, kernelWidth, stride, padding);
    const bias = builder.hasWeight(`${prefix}.bias`) ? builder.weight(`${prefix}.bias`, [outputs]) : undefined;
    const [result] = builder.node<['float32']>(
      'Conv',
      {
        inputs: bias === undefined ? [input, weight] : [input, weight, bias],
        attributes: {
          group: groups,
          kernel_shape: [kernelHeight, kernelWidth],
          pads: [vertical.before, horizontal.before, vertical.after, horizontal.after],
          strides: [stride, stride],
        },
      },
      [{ type: 'float32', shape: [batch, outputs, vertical.size, horizontal.size] }],
    );
    return options.activation === undefined ? result : activation(builder, result, options.activation);
  });
}

function pads(size: number, kernel: number, stride: number, padding: 'same' | 'symmetric' | 'none') {
  if (padding === 'same') {
    const output = Math.ceil(size / stride);
    const total = Math.max((output - 1) * stride + kernel - size, 0);
    const before = Math.floor(total / 2);
    return { before, after: total - before, size: output };
  }
  const each = padding === 'symmetric' ? Math.floor(kernel / 2) : 0;
  return { before: each, after: each, size: Math.floor((size + 2 * each - kernel) / stride) + 1 };
}
