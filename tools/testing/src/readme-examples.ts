import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The TypeScript examples of a Markdown file, in their order. */
export function examplesIn(file: URL | string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
}

/** Runs an example as a program of its own in a folder; the lines that it prints. */
export async function linesOfExample(example: string | undefined, folder: URL): Promise<string[]> {
  if (example === undefined) throw new Error('expected an example, got none: the text has fewer');
  const parameters = ['--input-type=module', '--eval', example];
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { cwd: fileURLToPath(folder) });
  return stdout.trimEnd().split('\n');
}
