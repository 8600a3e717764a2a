import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { OpBenchSettings } from './bench-op.js';
import { type OpShape, parseOpShape, usualShapes } from './op-shape.js';

export const opUsage = `Usage: bench op [options]

Measures the op on the backend cpu, and on webgpu and onnx-webgpu where there is a GPU, beside its peers: ONNX Runtime's
two attention nodes fed by hand in both layouts, TensorFlow.js, @ruvector/attention, plain loops, and PyTorch where Python
has it. All take turns call by call. Then time and memory of single calls whose M and N grow, up to N = 1,000,000, each in
a process of its own. Close other programs first: the result says how loaded the machine was when it began.

  --part <shapes|growth>  one part alone
  --shape <B,H,M,N,D>     batch, heads, queries, keys, head size of the part shapes; may be given several times
                          (six usual shapes); growth has its own
  --seconds <n>           seconds a shape, of which each contestant has an equal share (20)
  --threads <n>           threads of every contestant that has threads (one a core)
  --python <path>         the Python that has PyTorch (python3)
  --software-gpu          the backends for GPUs also on an adapter that the processor plays
  --json                  one JSON object instead of a table
  --help                  this help
`;

/** What the command is asked to do. */
export interface OpCommand extends OpBenchSettings {
  readonly parts: readonly OpPart[];
  /** Whether GPUs that the processor plays are measured too. */
  readonly softwareGpu: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** ONNX Runtime's own bound. */
const mostThreads = 1024;

const opParts = ['shapes', 'growth'] as const;
type OpPart = (typeof opParts)[number];

/** Reads the arguments after `op`; where they make no sense, says what the problem is. */
export function parseOpArguments(argv: readonly string[]): OpCommand | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        part: { type: 'string' },
        shape: { type: 'string', multiple: true },
        seconds: { type: 'string', default: '20' },
        threads: { type: 'string', default: String(availableParallelism()) },
        python: { type: 'string', default: 'python3' },
        'software-gpu': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const shapes: OpShape[] = [];
    for (const text of values.shape ?? []) {
      const shape = parseOpShape(text);
      if (shape === undefined) return { problem: `--shape needs five whole numbers B,H,M,N,D, but got "${text}"` };
      shapes.push(shape);
    }
    for (const name of ['seconds', 'threads'] as const) {
      if (!/^[1-9]\d*$/.test(values[name]))
        return { problem: `--${name} needs a whole number from 1, but got "${values[name]}"` };
    }
    if (Number(values.threads) > mostThreads)
      return { problem: `--threads needs at most ${mostThreads}, but got "${values.threads}"` };
    const parts = opParts.filter((part) => values.part === undefined || values.part === part);
    if (parts.length === 0) return { problem: `--part needs shapes or growth, but got "${values.part}"` };
    const { json, help, python } = values;
    const measured = { seconds: Number(values.seconds), threads: Number(values.threads), python };
    const softwareGpu = values['software-gpu'];
    return { json, help, parts, softwareGpu, shapes: shapes.length > 0 ? shapes : usualShapes, ...measured };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
