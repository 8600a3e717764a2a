import { OnnxError } from '../errors.js';
import { type ExecutionProvider, executionProviders } from './execution-provider.js';

/** @throws OnnxError `invalid-option` */
export function checkProvider(provider: ExecutionProvider | undefined): void {
  if (provider === undefined || executionProviders.includes(provider)) return;
  throw new OnnxError(
    'invalid-option',
    `provider: expected one of ${executionProviders.join(', ')}, got ${JSON.stringify(provider)}`,
  );
}
