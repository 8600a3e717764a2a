import { efficientNetLite } from '../efficientnet-lite/efficientnet-lite.js';
import { EncoderError } from './encoder-error.js';
import type { ImageArchitecture, VisionConfig } from './image-architecture.js';

const architectures: readonly ImageArchitecture[] = [efficientNetLite];

/**
 * The architecture that a configuration asks for.
 *
 * @throws {@link EncoderError} `unknown-architecture`
 */
export function findArchitecture(config: VisionConfig): ImageArchitecture {
  const found = architectures.find(({ type }) => type === config.type);
  if (found !== undefined) return found;
  const known = architectures.map(({ type }) => `"${type}"`).join(', ');
  throw new EncoderError('unknown-architecture', `vision.type: expected one of ${known}, came "${config.type}"`);
}
