import { versionIn } from '@crossattn/command-line';

/** The version of the program. */
export function version(): string {
  return versionIn(new URL('../package.json', import.meta.url));
}
