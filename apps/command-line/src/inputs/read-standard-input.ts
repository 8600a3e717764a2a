import { CommandError } from '../command-error.js';

/**
 * All bytes of standard input.
 *
 * @throws {@link CommandError} `standard-input` where a terminal would be read.
 */
export async function readStandardInput(stdin: NodeJS.ReadStream): Promise<Uint8Array> {
  if (stdin.isTTY) {
    throw new CommandError('standard-input', '- reads a photo from standard input, but nothing is piped in.');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
