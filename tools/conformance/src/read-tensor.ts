import type { ElementArrays, ElementType, Tensor } from '@crossattn/core';
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

const arrays = {
  float64: Float64Array,
  float32: Float32Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int64: BigInt64Array,
  int32: Int32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** A tensor of ONNX's protobuf as one of ours; its elements may be raw bytes or a list of their type. */
export function readTensor(proto: TensorProto): Tensor {
  const type = elementTypes[proto.dataType as TensorProto_DataType];
  if (!type)
    throw new ConformanceError('unreadable-case', `tensor ${proto.name}: element type ${proto.dataType} is not read`);
  const shape = proto.dims.map(Number);
  const ArrayOfType = arrays[type];
  if (proto.rawData && proto.rawData.length > 0) {
    const data = new ArrayOfType(Uint8Array.from(proto.rawData).buffer) as ElementArrays[ElementType];
    return { type, shape, data };
  }
  return { type, shape, data: listedElements(proto, type) };
}

function listedElements(proto: TensorProto, type: ElementType): ElementArrays[ElementType] {
  switch (type) {
    case 'float32':
      return Float32Array.from(proto.floatData);
    case 'float64':
      return Float64Array.from(proto.doubleData);
    case 'int64':
      return BigInt64Array.from(proto.int64Data);
    default:
      return new arrays[type](proto.int32Data) as ElementArrays[ElementType];
  }
}
