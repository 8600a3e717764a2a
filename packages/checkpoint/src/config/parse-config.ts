import { CheckpointError } from '../errors.js';
import { describeValue } from '../json.js';
import { Fields } from './fields.js';
import { type ImageTextConfig, parseImageTextConfig } from './image-text-config.js';

/** The configuration of a checkpoint; `modelType` tells which. */
export type CheckpointConfig = ImageTextConfig;

const parsers: { readonly [modelType: string]: (root: Fields, source: string) => CheckpointConfig } = {
  'crossattn-image-text': parseImageTextConfig,
};

/**
 * Checks a parsed `config.json` and returns it typed by its `model_type`. Fields that are not known are left out.
 *
 * @param source - what the configuration is called in an error.
 * @throws CheckpointError `invalid-config` naming the field by its path, what was expected and what came;
 * `unknown-architecture`; `unsupported-format-version`.
 */
export function parseConfig(json: unknown, source = 'config.json'): CheckpointConfig {
  const root = new Fields(json, '', source);
  const modelType = root.text('model_type');
  const parse = Object.hasOwn(parsers, modelType) ? parsers[modelType] : undefined;
  if (parse === undefined) {
    const known = Object.keys(parsers).map(describeValue).join(', ');
    throw new CheckpointError(
      'unknown-architecture',
      `${source}: model_type: expected one of ${known}, came ${describeValue(modelType)}`,
    );
  }
  return parse(root, source);
}
