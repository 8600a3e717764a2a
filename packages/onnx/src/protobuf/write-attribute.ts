import type { AttributeValue } from '../graph/graph.js';
import type { ProtobufWriter } from './protobuf-writer.js';

const floatType = 1;
const integerType = 2;
const textType = 3;
const integersType = 7;

/** Writes the fields of an `AttributeProto`. */
export function writeAttribute(writer: ProtobufWriter, name: string, value: AttributeValue): void {
  writer.text(1, name);
  if (typeof value === 'number') {
    writer.integer(3, value).integer(20, integerType);
  } else if (typeof value === 'string') {
    writer.text(4, value).integer(20, textType);
  } else if ('float' in value) {
    writer.float(2, value.float).integer(20, floatType);
  } else {
    for (const element of value) writer.integer(8, element);
    writer.integer(20, integersType);
  }
}
