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
export function checkEncoderOptions(options: object, names: readonly string[] = ['threads']): void {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const expected = names.length === 1 ? `the option ${names[0]}` : `one of the options ${names.join(', ')}`;
  throw new TextError('invalid-option', `${unknown}: expected ${expected}`);
}
