import { TextError } from '../encoder/text-error.js';

/** What the package exports. */
export type TransformersPackage = typeof import('@xenova/transformers');

const advice =
  'install it with: npm install @xenova/transformers@npm:@huggingface/transformers@^4.3.1 (its author continues it under that name)';

/**
 * Loads `@xenova/transformers` when it is needed first.
 *
 * @throws {@link TextError} `package-missing`
 */
export async function loadPackage(): Promise<TransformersPackage> {
  let loaded: TransformersPackage;
  try {
    loaded = await import('@xenova/transformers');
  } catch (cause) {
    throw new TextError('package-missing', `the package @xenova/transformers cannot be loaded; ${advice}`, { cause });
  }
  const version = String(loaded.env?.version);
  if (Number.parseInt(version, 10) >= 4) return loaded;
  throw new TextError('package-missing', `the package @xenova/transformers is of version ${version}; ${advice}`);
}
