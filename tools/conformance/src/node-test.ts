import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DescMessage, fromBinary, type MessageShape } from '@bufbuild/protobuf';
import type { Tensor } from '@crossattn/core';
import { ModelProtoSchema, type NodeProto, TensorProtoSchema } from 'onnx-buf';
import { ConformanceError } from './conformance-error.js';
import { readTensor } from './read-tensor.js';

/** One case of ONNX's node tests: a model of one node, its inputs and the outputs to expect. */
export interface NodeTest {
  readonly name: string;
  readonly node: NodeProto;
  /** Tensors by the names that the node uses. */
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly outputs: ReadonlyMap<string, Tensor>;
}

/** The folders below `folder` that hold a model, in order of their names. */
export function listNodeTests(folder: string): string[] {
  if (!existsSync(folder)) throw new ConformanceError('no-cases', `${folder}: there is no such folder`);
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'model.onnx')))
    .map((entry) => join(folder, entry.name))
    .sort();
  if (folders.length === 0)
    throw new ConformanceError('no-cases', `${folder}: expected folders with a model.onnx, found none`);
  return folders;
}

/** Reads a case; where it has several data sets, one for each. */
export function readNodeTests(folder: string): NodeTest[] {
  const { graph } = readMessage(ModelProtoSchema, join(folder, 'model.onnx'));
  const [node] = graph?.node ?? [];
  if (!graph || !node || graph.node.length > 1)
    throw new ConformanceError('unreadable-case', `${folder}: expected a model of one node, got ${graph?.node.length}`);
  const sets = readdirSync(folder).filter((name) => name.startsWith('test_data_set_'));
  if (sets.length === 0)
    throw new ConformanceError('unreadable-case', `${folder}: expected a test_data_set_0, found none`);
  const constants = graph.initializer.map((proto) => [proto.name, readTensor(proto)] as const);
  return sets.sort().map((set) => ({
    name: sets.length === 1 ? basename(folder) : `${basename(folder)}/${set}`,
    node,
    inputs: new Map([...constants, ...readSet(join(folder, set), 'input', graph.input)]),
    outputs: new Map(readSet(join(folder, set), 'output', graph.output)),
  }));
}

function readSet(folder: string, kind: string, infos: readonly { readonly name: string }[]): [string, Tensor][] {
  return infos
    .map(({ name }, index) => [name, join(folder, `${kind}_${index}.pb`)] as const)
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => [name, readTensor(readMessage(TensorProtoSchema, path))]);
}

function readMessage<Schema extends DescMessage>(schema: Schema, path: string): MessageShape<Schema> {
  try {
    return fromBinary(schema, readFileSync(path));
  } catch (cause) {
    throw new ConformanceError('unreadable-case', `${path}: expected a protobuf message of ONNX`, { cause });
  }
}
