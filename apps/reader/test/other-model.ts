import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@crossattn/testing';

/** Writes a small model of random weights, whose encoder is another one. */
export function writeOtherModel(folder: string): string {
  const goldens = (name: string) => join(repositoryRoot, 'packages', name, 'test', 'goldens');
  cpSync(join(goldens('reading'), 'tiny-reader'), folder, { recursive: true });
  cpSync(join(goldens('text'), 'tiny-bert'), join(folder, 'encoder'), { recursive: true });
  return folder;
}
