import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { createReferenceBackend } from '@crossattn/core';
import { ModelProtoSchema, TensorProto_DataType, TensorProtoSchema } from 'onnx-buf';
import { afterAll, describe, expect, it } from 'vitest';
import { runNodeTests } from './run-node-test.js';

const root = mkdtempSync(join(tmpdir(), 'crossattn-conformance-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Case {
  readonly operator?: string;
  readonly attributes?: Record<string, bigint>;
  readonly output?: readonly number[];
  readonly shape?: readonly number[];
}

/** One query, two keys of equal score, values 1 and 3: the output is 2. */
function writeCase(
  name: string,
  { operator = 'Attention', attributes = {}, output = [2], shape = [1, 1, 1, 1] }: Case,
) {
  const folder = join(root, name);
  const set = join(folder, 'test_data_set_0');
  mkdirSync(set, { recursive: true });
  const model = create(ModelProtoSchema, {
    graph: {
      node: [
        {
          opType: operator,
          input: ['Q', 'K', 'V'],
          output: ['Y'],
          attribute: Object.entries(attributes).map(([attribute, i]) => ({ name: attribute, i })),
        },
      ],
      input: [{ name: 'Q' }, { name: 'K' }, { name: 'V' }],
      output: [{ name: 'Y' }],
    },
  });
  writeFileSync(join(folder, 'model.onnx'), toBinary(ModelProtoSchema, model));
  const write = (file: string, dims: readonly number[], values: readonly number[]) => {
    const tensor = { dataType: TensorProto_DataType.FLOAT, dims: dims.map(BigInt), floatData: [...values] };
    writeFileSync(join(set, file), toBinary(TensorProtoSchema, create(TensorProtoSchema, tensor)));
  };
  write('input_0.pb', [1, 1, 1, 1], [1]);
  write('input_1.pb', [1, 1, 2, 1], [1, 1]);
  write('input_2.pb', [1, 1, 2, 1], [1, 3]);
  write('output_0.pb', shape, output);
  return folder;
}

const run = async (folder: string) => runNodeTests(folder, 'case', createReferenceBackend());

describe('runNodeTests', () => {
  it('passes where the output is the expected one, within the tolerance of the suite', async () => {
    expect(await run(writeCase('exact', {}))).toEqual([{ name: 'exact', passed: true, maxError: 0, reason: null }]);
    const [near] = await run(writeCase('near', { output: [2.0015] }));
    expect(near).toMatchObject({ passed: true });
    expect(near?.maxError).toBeCloseTo(0.0015, 5);
  });

  it.each<[string, Case, string]>([
    ['another number', { output: [2.25] }, 'Y[0]: expected 2.25, got 2'],
    ['NaN', { output: [Number.NaN] }, 'Y[0]: expected NaN, got 2'],
    ['another shape', { shape: [1, 1] }, 'Y: expected float32 [1, 1], got float32 [1, 1, 1, 1]'],
    ['another operator', { operator: 'MatMul' }, 'expected a node Attention'],
    ['an unknown attribute', { attributes: { window: 3n } }, 'attribute window'],
    ['the causal order that hides a key', { attributes: { is_causal: 1n } }, 'Y[0]: expected 2, got 1'],
  ])('fails where the case has %s', async (name, content, reason) => {
    const [result] = await run(writeCase(name.replaceAll(' ', '-'), content));
    expect(result).toMatchObject({ passed: false, reason: expect.stringContaining(reason) });
  });

  it('reports what cannot be read as a failure of its case', async () => {
    const folder = writeCase('broken', {});
    writeFileSync(join(folder, 'model.onnx'), 'not a model');
    expect(await run(folder)).toMatchObject([{ name: 'case', passed: false, maxError: null }]);
    const empty = writeCase('empty', {});
    rmSync(join(empty, 'test_data_set_0'), { recursive: true });
    expect(await run(empty)).toMatchObject([{ passed: false, reason: expect.stringContaining('test_data_set_0') }]);
  });
});
