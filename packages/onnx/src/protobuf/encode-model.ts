import type { ElementArrays, ElementType } from '@crossattn/core';
import type { Graph, GraphNode, GraphWeight } from '../graph/graph.js';
import { ProtobufWriter } from './protobuf-writer.js';
import { writeAttribute } from './write-attribute.js';
import { type TensorContent, writeTensor } from './write-tensor.js';
import { writeValueInfo } from './write-value-info.js';

const intermediateRepresentationVersion = 10;
const operatorSetVersion = 23;
const microsoftOperatorSetVersion = 1;

/** Writes a graph as an ONNX `ModelProto`; `content` says for each weight whether its bytes travel inside. */
export function encodeModel(graph: Graph, content: (weight: GraphWeight) => TensorContent): Uint8Array {
  const writer = new ProtobufWriter();
  writer.integer(1, intermediateRepresentationVersion).text(2, 'crossattn');
  writer.message(7, (body) => {
    for (const node of graph.nodes) body.message(1, (entry) => writeNode(entry, node));
    body.text(2, graph.name);
    for (const { name, tensor } of graph.constants) {
      body.message(5, (entry) => writeTensor(entry, name, tensor.type, tensor.shape, { bytes: rawBytes(tensor.data) }));
    }
    for (const weight of graph.weights) {
      const { type, shape } = weight.entry;
      body.message(5, (entry) => writeTensor(entry, weight.name, type, shape, content(weight)));
    }
    for (const input of graph.inputs) body.message(11, (entry) => writeValueInfo(entry, input));
    for (const output of graph.outputs) body.message(12, (entry) => writeValueInfo(entry, output));
  });
  writer.message(8, (entry) => entry.text(1, '').integer(2, operatorSetVersion));
  if (graph.nodes.some((node) => node.domain === 'com.microsoft')) {
    writer.message(8, (entry) => entry.text(1, 'com.microsoft').integer(2, microsoftOperatorSetVersion));
  }
  return writer.finish();
}

function writeNode(writer: ProtobufWriter, node: GraphNode): void {
  for (const input of node.inputs) writer.text(1, input);
  for (const output of node.outputs) writer.text(2, output);
  writer.text(3, node.name).text(4, node.operator);
  for (const [name, value] of Object.entries(node.attributes)) {
    writer.message(5, (entry) => writeAttribute(entry, name, value));
  }
  if (node.domain !== '') writer.text(7, node.domain);
}

function rawBytes(data: ElementArrays[ElementType]): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
