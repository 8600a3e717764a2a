import type { TextOutput } from './output/text-output.js';

/** The standard streams of the process, or what stands in for them. */
export interface StandardStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** The standard streams, and how a command writes to them. */
export interface CommandStreams extends StandardStreams {
  readonly output: TextOutput;
  readonly errors: TextOutput;
}
