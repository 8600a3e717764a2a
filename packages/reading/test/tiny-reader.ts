import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const goldens = new URL('goldens/', import.meta.url);
const tinyBert = new URL('../../text/test/goldens/tiny-bert/', import.meta.url);

/** A folder with a small random model; see `reader-goldens.py`. */
export async function writeTinyReader(): Promise<{ readonly model: string } & AsyncDisposable> {
  const model = await mkdtemp(join(tmpdir(), 'crossattn-reader-'));
  await cp(fileURLToPath(new URL('tiny-reader/', goldens)), model, { recursive: true });
  await cp(fileURLToPath(tinyBert), join(model, 'encoder'), { recursive: true });
  return { model, [Symbol.asyncDispose]: () => rm(model, { recursive: true }) };
}

/** What PyTorch computed of a question and its passages. */
export interface Golden {
  readonly question: string;
  readonly passages: readonly string[];
  /** `[passage][window]` */
  readonly windows: readonly (readonly GoldenWindow[])[];
}

export interface GoldenWindow {
  readonly ids: readonly number[];
  /** UTF-16 offset of the window's first word piece. */
  readonly start: number;
  readonly scores: readonly number[];
  /** First and last word piece, and score. */
  readonly spans: readonly (readonly [number, number, number])[];
}

export async function readGoldens(): Promise<Golden[]> {
  return JSON.parse(await readFile(new URL('tiny-reader.json', goldens), 'utf8'));
}
