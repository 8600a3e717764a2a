import { fromBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { AttributeProtoSchema, ModelProtoSchema, TensorProto_DataLocation } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, type WeightStore } from '../index.js';
import { encodeModel } from './encode-model.js';
import { ProtobufWriter } from './protobuf-writer.js';
import { writeAttribute } from './write-attribute.js';

const weights: WeightStore = {
  names: () => ['table'],
  get: (name) =>
    name === 'table'
      ? { name, type: 'float32', shape: [2, 300], location: { file: '/weights.safetensors', offset: 88, length: 2400 } }
      : undefined,
};

describe('encodeModel', () => {
  it('writes what the definitions of ONNX read', () => {
    const builder = new GraphBuilder({ name: 'two nodes', weights });
    const left = builder.input('left', 'float32', ['batch', 2]);
    const [product] = builder.node<['float32']>('MatMul', { inputs: [left, builder.weight('table')] }, [
      { type: 'float32', shape: ['batch', 300] },
    ]);
    const constant = builder.constant('float32', [300], new Float32Array(300).fill(0.5));
    const [sum] = builder.node<['float32']>(
      'Fused',
      { inputs: [product, undefined, constant], domain: 'com.microsoft' },
      [{ type: 'float32', shape: ['batch', 300] }],
    );
    builder.output('sum', sum);
    const bytes = encodeModel(builder.build(), () => ({ location: 'weights.safetensors', offset: 88, length: 2400 }));
    const model = fromBinary(ModelProtoSchema, bytes);
    expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([
      ['', 23n],
      ['com.microsoft', 1n],
    ]);
    expect(model.graph?.name).toBe('two nodes');
    expect(model.graph?.node.map((node) => [node.name, node.opType, node.domain, node.input, node.output])).toEqual([
      ['MatMul', 'MatMul', '', ['left', 'table'], ['MatMul']],
      ['Fused', 'Fused', 'com.microsoft', ['MatMul', '', 'constant'], ['sum']],
    ]);
    const [first, second] = model.graph?.initializer ?? [];
    expect([first?.name, first?.dims, first?.rawData?.length]).toEqual(['constant', [300n], 1200]);
    expect([second?.name, second?.dims, second?.dataLocation]).toEqual([
      'table',
      [2n, 300n],
      TensorProto_DataLocation.EXTERNAL,
    ]);
    expect(second?.externalData.map(({ key, value }) => [key, value])).toEqual([
      ['location', 'weights.safetensors'],
      ['offset', '88'],
      ['length', '2400'],
    ]);
    const type = model.graph?.input[0]?.type?.value;
    const dimensions = type?.case === 'tensorType' ? type.value.shape?.dim.map(({ value }) => value.value) : [];
    expect(dimensions).toEqual(['batch', 2n]);
  });

  it('writes every integer that an attribute may hold', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.array(fc.maxSafeInteger()),
        fc.float(),
        fc.string(),
        (one, many, float, text) => {
          const read = (value: Parameters<typeof writeAttribute>[2]) => {
            const writer = new ProtobufWriter();
            writeAttribute(writer, 'name', value);
            return fromBinary(AttributeProtoSchema, writer.finish());
          };
          expect(read(one).i).toBe(BigInt(one));
          expect(read(many).ints).toEqual(many.map(BigInt));
          expect(read({ float }).f).toBe(float);
          expect(new TextDecoder().decode(read(text).s)).toBe(new TextDecoder().decode(new TextEncoder().encode(text)));
        },
      ),
    );
  });
});
