import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const measured = ['onnxruntime-node', 'webgpu', '@tensorflow/tfjs-core', '@ruvector/attention'] as const;

/** The versions of the packages that compute; nothing of one that is not installed. */
export function measuredVersions(): Readonly<Record<string, string>> {
  const found = measured.map((name) => [name, versionOf(name)] as const);
  return Object.fromEntries(found.filter((entry): entry is [(typeof measured)[number], string] => !!entry[1]));
}

function versionOf(name: string): string | undefined {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const file = join(folder, name, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  }
  return undefined;
}
