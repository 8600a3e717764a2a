import { parseArgs } from 'node:util';
import { ConformanceError } from './conformance-error.js';

export const usage = `Runs a folder of ONNX node tests of the operator Attention through the public API of crossattn.

  conformance onnx-attention <folder> [--backend reference|cpu|webgpu] [--json]

  <folder>   holds one folder a test, each with model.onnx and test_data_set_0
  --backend  what computes the op (default: reference)
  --json     one JSON object a test on stdout: {"name","passed","maxError","reason"}

The exit status is 0 where every test passes, 1 where one fails, and 2 where nothing was run: the
command was not understood, there are no tests, or there is no such backend here.
`;

export interface Command {
  readonly folder: string;
  readonly backend: string;
  readonly json: boolean;
}

/** What was asked for; nothing where it was help. */
export function parseCommandLine(words: readonly string[]): Command | undefined {
  const options = { backend: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const { values, positionals } = parse(words, options);
  if (values.help) return undefined;
  const [suite, folder, ...more] = positionals;
  if (suite !== 'onnx-attention' || folder === undefined || more.length > 0)
    throw new ConformanceError(
      'usage',
      `expected "onnx-attention <folder>", got ${JSON.stringify(positionals.join(' '))}`,
    );
  return { folder, backend: values.backend ?? 'reference', json: values.json ?? false };
}

function parse<Options extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (cause) {
    throw new ConformanceError('usage', (cause as Error).message, { cause });
  }
}
