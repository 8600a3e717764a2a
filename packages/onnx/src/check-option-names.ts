import { OnnxError } from './errors.js';

/** Refuses what is no object, and names that are not options. @throws OnnxError `invalid-option` */
export function checkOptionNames(options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null)
    throw new OnnxError('invalid-option', `options: expected an object, got ${String(options)}`);
  for (const name of Object.keys(options))
    if (!known.includes(name))
      throw new OnnxError(
        'invalid-option',
        `options: unknown option ${JSON.stringify(name)}; known ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}`,
      );
}
