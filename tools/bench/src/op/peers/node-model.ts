import { create, toBinary } from '@bufbuild/protobuf';
import { AttributeProto_AttributeType, ModelProtoSchema, TensorProto_DataType } from 'onnx-buf';

/** One attention node of ONNX Runtime, as a model of its own. */
export interface AttentionNode {
  readonly operator: 'Attention' | 'MultiHeadAttention';
  readonly attributes: Readonly<Record<string, number>>;
  /** Ranks of `query`, `key` and `value`. */
  readonly ranks: readonly [number, number, number];
}

/** The bytes of the model, written with ONNX's own definitions. */
export function nodeModel({ operator, attributes, ranks }: AttentionNode): Uint8Array {
  const names = ['query', 'key', 'value'];
  const tensor = (name: string, rank: number) => ({
    name,
    type: {
      value: {
        case: 'tensorType' as const,
        value: {
          elemType: TensorProto_DataType.FLOAT,
          shape: {
            dim: Array.from({ length: rank }, (_, axis) => ({
              value: { case: 'dimParam' as const, value: `${name}${axis}` },
            })),
          },
        },
      },
    },
  });
  const model = create(ModelProtoSchema, {
    irVersion: 10n,
    opsetImport: [
      { domain: '', version: 23n },
      { domain: 'com.microsoft', version: 1n },
    ],
    graph: {
      name: operator,
      node: [
        {
          opType: operator,
          domain: operator === 'Attention' ? '' : 'com.microsoft',
          input: names,
          output: ['output'],
          attribute: Object.entries(attributes).map(([name, value]) => ({
            name,
            type: AttributeProto_AttributeType.INT,
            i: BigInt(value),
          })),
        },
      ],
      input: names.map((name, index) => tensor(name, ranks[index] ?? 0)),
      output: [tensor('output', ranks[0])],
    },
  });
  return toBinary(ModelProtoSchema, model);
}
