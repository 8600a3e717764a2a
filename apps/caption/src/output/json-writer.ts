import type { Caption, CaptionText } from '@crossattn/captioning';
import { describeError, type TextOutput } from '@crossattn/command-line';
import type { SavedEvidence } from '@crossattn/lens/node';
import type { ResultWriter } from './result-writer.js';

/** What every line says about the model that wrote the caption. */
export interface JsonModel {
  /** `embedded@<revision>`, or `<folder>@<revision>`. */
  readonly model: string;
  readonly device: string;
  /** Milliseconds that opening the model took, once for all photos. */
  readonly load: number;
}

/** One JSON object a line for each photo. */
export class JsonWriter implements ResultWriter {
  readonly #output: TextOutput;
  readonly #model: JsonModel | undefined;
  readonly #candidates: boolean;

  /** `model` is absent where it could not be loaded, so that every photo fails. */
  constructor(output: TextOutput, model: JsonModel | undefined, candidates: boolean) {
    this.#output = output;
    this.#model = model;
    this.#candidates = candidates;
  }

  async caption(image: string, caption: Caption, evidence?: SavedEvidence): Promise<void> {
    const { encode, decode } = caption.milliseconds;
    await this.#line({
      image,
      caption: caption.caption,
      tokens: tokensOf(caption),
      ...(this.#candidates && {
        candidates: caption.candidates.map((candidate) => ({
          caption: candidate.caption,
          score: candidate.score,
          tokens: tokensOf(candidate),
        })),
      }),
      ...(evidence && { attention: { page: evidence.page, picture: evidence.pictures[0] } }),
      model: this.#model?.model,
      device: this.#model?.device,
      milliseconds: { load: rounded(this.#model?.load ?? 0), encode: rounded(encode), decode: rounded(decode) },
    });
  }

  async failure(image: string, error: unknown): Promise<void> {
    await this.#line({ image, error: describeError(error) });
  }

  #line(value: object): Promise<void> {
    return this.#output.write(`${JSON.stringify(value)}\n`);
  }
}

function tokensOf({ tokens }: CaptionText): object[] {
  return tokens.map(({ text, probability }) => ({ text, probability }));
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}
