import { checkNames } from './check-names.js';

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
  checkNames(options, names);
}
