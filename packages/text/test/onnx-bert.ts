import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSafetensors } from '@crossattn/checkpoint';
import { cast, createSession, dimensionSize, GraphBuilder, reshape, type Value } from '@crossattn/onnx';
import { parseBertConfig } from '../src/bert/bert-config.js';
import { composeBertEmbeddings, composeBertLayers } from '../src/bert/compose-bert.js';
import { tinyBert } from './goldens.js';

/**
 * Makes a folder as models for `@xenova/transformers` are: the small BERT as `onnx/model.onnx`, with the names of inputs
 * and outputs that exported models have.
 */
export async function writeOnnxBert(folder: string, output = 'last_hidden_state'): Promise<void> {
  await cp(tinyBert, folder, { recursive: true, filter: (file) => !file.endsWith('.safetensors') });
  const config = parseBertConfig(JSON.parse(await readFile(join(tinyBert, 'config.json'), 'utf8')), 'config.json');
  const weights = parseSafetensors(await readFile(join(tinyBert, 'model.safetensors')));
  const builder = new GraphBuilder({ name: 'model', weights });
  const ids = builder.input('input_ids', 'int64', ['batch', 'length']);
  const attended = builder.input('attention_mask', 'int64', ['batch', 'length']);
  const mask = reshape(builder, cast(builder, attended, 'bool'), ['batch', 1, 1, 'length']);
  const positions = range(builder, dimensionSize(builder, 'length'));
  const embedded = composeBertEmbeddings(builder, ids, positions, config);
  builder.output(output, composeBertLayers(builder, embedded, mask, config, { first: 0, end: config.layers }));
  const session = await createSession(builder.build(), { threads: 1, debugFolder: join(folder, 'onnx') });
  await session.dispose();
}

/** 0, 1, 2, … up to a size. */
function range(builder: GraphBuilder, size: Value<'int64'>): Value<'int64'> {
  const scalar = (value: bigint) => builder.constant('int64', [], BigInt64Array.of(value));
  const [limit] = builder.node<['int64']>('Squeeze', { inputs: [size] }, [{ type: 'int64', shape: [] }]);
  const [positions] = builder.node<['int64']>('Range', { inputs: [scalar(0n), limit, scalar(1n)] }, [
    { type: 'int64', shape: ['length'] },
  ]);
  return positions;
}
