import { type ElementType, elementArray, type Tensor } from '@crossattn/core';
import { type TensorProto, TensorProto_DataType } from 'onnx-buf';
import { ConformanceError } from './conformance-error.js';

const elementTypes: Partial<Record<TensorProto_DataType, ElementType>> = {
  [TensorProto_DataType.FLOAT]: 'float32',
  [TensorProto_DataType.DOUBLE]: 'float64',
  [TensorProto_DataType.FLOAT16]: 'float16',
  [TensorProto_DataType.BFLOAT16]: 'bfloat16',
  [TensorProto_DataType.INT64]: 'int64',
  [TensorProto_DataType.INT32]: 'int32',
  [TensorProto_DataType.INT8]: 'int8',
  [TensorProto_DataType.UINT8]: 'uint8',
  [TensorProto_DataType.BOOL]: 'bool',
};

/** A tensor of ONNX's protobuf as one of ours; its elements may be raw bytes or a list of their type. */
export function readTensor(proto: TensorProto): Tensor {
  const type = elementTypes[proto.dataType as TensorProto_DataType];
  if (!type)
    throw new ConformanceError('unreadable-case', `tensor ${proto.name}: element type ${proto.dataType} is not read`);
  const { rawData } = proto;
  const source = rawData && rawData.length > 0 ? Uint8Array.from(rawData).buffer : listedElements(proto, type);
  return { type, shape: proto.dims.map(Number), data: elementArray(type, source) };
}

function listedElements(proto: TensorProto, type: ElementType): readonly number[] | readonly bigint[] {
  if (type === 'float32') return proto.floatData;
  if (type === 'float64') return proto.doubleData;
  return type === 'int64' ? proto.int64Data : proto.int32Data;
}
