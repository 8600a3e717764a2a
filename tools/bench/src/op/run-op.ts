import { describeMachine } from '../machine.js';
import { formatTable } from '../table.js';
import { benchOp, type OpBenchResult } from './bench-op.js';
import { ourNames } from './cpu-contestants.js';
import { findGpuBackends } from './gpu-contestants.js';
import { benchGrowth } from './growth/bench-growth.js';
import { growthShapes } from './growth/growth-point.js';
import { opUsage, parseOpArguments } from './parse-op-arguments.js';
import { measuredVersions } from './versions.js';

/** What a number depends on beside the machine. */
interface OpBenchConditions {
  readonly threads: number;
  readonly secondsOfShape: number;
  readonly versions: Readonly<Record<string, string>>;
}

const nothingMeasured: OpBenchResult = { measurements: [], absent: [] };

/**
 * The command `bench op`.
 *
 * @returns the exit status: 0, or 2 where it was not understood
 */
export async function runOp(
  argv: readonly string[],
  { stdout, stderr }: { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream },
): Promise<number> {
  const command = parseOpArguments(argv);
  if ('problem' in command) {
    stderr.write(`bench op: ${command.problem}\n${opUsage}`);
    return 2;
  }
  if (command.help) {
    stdout.write(opUsage);
    return 0;
  }
  const machine = describeMachine();
  const gpus = await findGpuBackends(command.softwareGpu);
  const shapes = command.parts.includes('shapes') ? await benchOp(command, gpus) : nothingMeasured;
  const onGpus = gpus.present.map(({ name }) => name);
  const growth = command.parts.includes('growth') ? await benchGrowth(growthShapes, command.threads, onGpus) : [];
  const measurements = [...shapes.measurements, ...growth];
  const adapters = gpus.present.map(({ name, detail }) => ({ name, detail }));
  const absent = [...gpus.absent, ...shapes.absent];
  const settings = { threads: command.threads, secondsOfShape: command.seconds, versions: measuredVersions() };
  if (command.json) stdout.write(`${JSON.stringify({ machine, settings, adapters, absent, measurements })}\n`);
  else {
    stdout.write(formatTable(machine, measurements));
    stdout.write(describeSettings(settings));
    for (const { name, detail } of adapters) stdout.write(`${name} computed on: ${detail}\n`);
    for (const { name, reason } of absent) stdout.write(`not measured: ${name} (${reason})\n`);
  }
  return 0;
}

function describeSettings({ threads, secondsOfShape, versions }: OpBenchConditions): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `
n: calls. relative: ratio to "${ourNames.prepared}", call by call of the same round; below 1 is faster.
${threads} threads, ${secondsOfShape} seconds a shape, ${packages.join(', ')}
`;
}
