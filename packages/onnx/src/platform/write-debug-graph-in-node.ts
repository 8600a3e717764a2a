import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OnnxError } from '../errors.js';

/** Writes a composed model to `<folder>/<graph name>.onnx`, which Netron opens. */
export function writeDebugGraph(folder: string, graphName: string, model: Uint8Array): void {
  const file = join(resolve(folder), `${graphName.replace(/[^\w.-]+/g, '_')}.onnx`);
  try {
    mkdirSync(resolve(folder), { recursive: true });
    writeFileSync(file, model);
  } catch (cause) {
    throw new OnnxError('debug-file', `the graph '${graphName}' could not be written to ${file}`, { cause });
  }
}
