import { TextError } from './text-error.js';

/** How a text encoder computes. */
export interface TextEncoderOptions {
  /** Threads of the network; ONNX Runtime takes one a physical core by default. */
  readonly threads?: number;
}

/**
 * Refuses options that are not known; the session checks their values.
 *
 * @throws {@link TextError} `invalid-option`
 */
export function checkEncoderOptions(options: TextEncoderOptions): void {
  const unknown = Object.keys(options).find((name) => name !== 'threads');
  if (unknown !== undefined) throw new TextError('invalid-option', `${unknown}: expected the option threads`);
}
