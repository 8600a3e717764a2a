import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { OpBenchSettings } from './bench-op.js';
import { type OpShape, parseOpShape, usualShapes } from './op-shape.js';

export const opUsage = `Usage: bench op [options]

Measures the op on the backend cpu, beside ONNX Runtime's two attention nodes fed by hand in both layouts. All take turns
call by call. Close other programs first: the result says how loaded the machine was when it began.

  --shape <B,H,M,N,D>  batch, heads, queries, keys, head size; may be given several times (six usual shapes)
  --seconds <n>        how long each shape is measured (10)
  --threads <n>        threads of every session (one a core)
  --json               one JSON object instead of a table
  --help               this help
`;

/** What the command is asked to do. */
export interface OpCommand extends OpBenchSettings {
  readonly json: boolean;
  readonly help: boolean;
}

/** Reads the arguments after `op`; where they make no sense, says what the problem is. */
export function parseOpArguments(argv: readonly string[]): OpCommand | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        shape: { type: 'string', multiple: true },
        seconds: { type: 'string', default: '10' },
        threads: { type: 'string', default: String(availableParallelism()) },
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
    const { json, help } = values;
    const measured = { seconds: Number(values.seconds), threads: Number(values.threads) };
    return { json, help, shapes: shapes.length > 0 ? shapes : usualShapes, ...measured };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
