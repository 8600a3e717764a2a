import { type EvidenceWriter, errorLine, type ShownReading, type TextOutput } from '@crossattn/command-line';
import type { AnswerResult } from '@crossattn/vqa';
import type { AskedLine } from '../lines/question-line.js';

interface CollectedPhoto {
  readonly image: string | Uint8Array;
  readonly readings: ShownReading[];
}

/** What the best answers looked at, gathered photo by photo: all questions to a photo share its page. */
export class EvidenceCollection {
  readonly #writer: EvidenceWriter;
  readonly #photos = new Map<string, CollectedPhoto>();

  constructor(writer: EvidenceWriter) {
    this.#writer = writer;
  }

  /** A photo that came as a memory is looked for under its name. */
  add({ name, photo }: AskedLine, { question, answers }: AnswerResult): void {
    const [best] = answers;
    if (best === undefined) return;
    const collected = this.#photos.get(name) ?? { image: 'image' in photo ? photo.image : name, readings: [] };
    this.#photos.set(name, collected);
    collected.readings.push({ written: best, question });
  }

  /**
   * Writes the pages and pictures; a photo that cannot be shown is told on standard error.
   *
   * @returns how many photos failed
   */
  async write(errors: TextOutput): Promise<number> {
    let failed = 0;
    // Those of a batch are known only now.
    await this.#writer.keep(this.#photos.keys());
    for (const [name, { image, readings }] of this.#photos) {
      try {
        await this.#writer.save({ name, image }, readings);
      } catch (error) {
        failed += 1;
        await errors.write(errorLine('vqa', error, name));
      }
    }
    return failed;
  }
}
