import type { CommandStreams, ErrorDescription, Progress, TextOutput } from '@crossattn/command-line';
import type { SkippedDocument, WalkProgress } from '@crossattn/documents';
import { plainText } from '@crossattn/lens';
import { progressOf } from '../options/progress-of.js';

/** A file that was not indexed, and why. */
export interface SkippedFile {
  readonly document: string;
  readonly error: ErrorDescription;
}

/** What an indexing tells while it goes on: files that are skipped, and how far it is. */
export class IndexingReport {
  readonly skipped: SkippedFile[] = [];
  /** Files of other formats inside folders. */
  ignored = 0;
  readonly #named: ReadonlySet<string>;
  readonly #streams: CommandStreams;
  readonly #quiet: true | undefined;
  readonly #json: true | undefined;
  #progress: Progress | undefined;
  #told: Promise<void> = Promise.resolve();

  /** @param named - absolute paths that a person named: such a file is worth a word whatever its format */
  constructor(
    named: readonly string[],
    streams: CommandStreams,
    { quiet, json }: { readonly quiet: true | undefined; readonly json: true | undefined },
  ) {
    this.#named = new Set(named);
    this.#streams = streams;
    this.#quiet = quiet;
    this.#json = json;
  }

  skip({ document, code, reason }: SkippedDocument): void {
    if (code === 'unsupported-format' && !this.#named.has(document)) {
      this.ignored += 1;
      return;
    }
    this.skipped.push({ document, error: { code, message: reason } });
    if (this.#json) return;
    this.#tell(async (errors) => {
      await this.#progress?.clear();
      await errors.write(`reader index: ${plainText(reason)} (${code})\n`);
    });
  }

  advance({ total }: WalkProgress): void {
    this.#progress ??= progressOf(this.#streams, { total, noun: 'files' }, { quiet: this.#quiet, resultsShow: false });
    const progress = this.#progress;
    this.#tell(() => progress.advance());
  }

  /** Waits until all is told. */
  async end(): Promise<void> {
    this.#tell(async () => this.#progress?.clear());
    await this.#told;
  }

  #tell(write: (errors: TextOutput) => Promise<void>): void {
    this.#told = this.#told.then(() => write(this.#streams.errors));
  }
}
