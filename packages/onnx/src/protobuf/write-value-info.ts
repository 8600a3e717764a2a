import type { Value } from '../graph/value.js';
import { dataTypes } from './data-type.js';
import type { ProtobufWriter } from './protobuf-writer.js';

/** Writes the fields of a `ValueInfoProto`. */
export function writeValueInfo(writer: ProtobufWriter, value: Value): void {
  writer.text(1, value.name).message(2, (type) =>
    type.message(1, (tensor) =>
      tensor.integer(1, dataTypes[value.type]).message(2, (shape) => {
        for (const dimension of value.shape) {
          shape.message(1, (entry) => {
            if (typeof dimension === 'number') entry.integer(1, dimension);
            else entry.text(2, dimension);
          });
        }
      }),
    ),
  );
}
