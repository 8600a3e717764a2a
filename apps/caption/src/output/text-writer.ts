import type { Caption } from '@crossattn/captioning';
import { errorLine, onOneLine, type TextOutput } from '@crossattn/command-line';
import type { ResultWriter } from './result-writer.js';

/** Captions for people: the caption alone for one photo, `name: caption` for several; failures on standard error. */
export class TextWriter implements ResultWriter {
  readonly #output: TextOutput;
  readonly #errors: TextOutput;
  readonly #named: boolean;
  readonly #candidates: boolean;

  constructor(output: TextOutput, errors: TextOutput, { named, candidates }: { named: boolean; candidates: boolean }) {
    this.#output = output;
    this.#errors = errors;
    this.#named = named;
    this.#candidates = candidates;
  }

  async caption(name: string, caption: Caption): Promise<void> {
    const prefix = this.#named ? `${onOneLine(name)}: ` : '';
    const lines = this.#candidates
      ? caption.candidates.map((candidate) => `${prefix}${candidate.caption} (${candidate.score.toFixed(3)})\n`)
      : [`${prefix}${caption.caption}\n`];
    await this.#output.write(lines.join(''));
  }

  async failure(name: string, error: unknown): Promise<void> {
    await this.#errors.write(errorLine('caption', error, name));
  }
}
