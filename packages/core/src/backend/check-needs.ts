import { AttentionError } from '../attention/attention-error.js';
import { attentionTypes } from '../attention/attention-types.js';
import { checkFlag, checkOptionNames, checkPrecision } from '../attention/check-options.js';
import { describeValue } from '../tensor/describe-value.js';
import type { BackendNeeds } from './backend-needs.js';

const fields = new Set(['elementType', 'editWeights', 'gradient', 'precision'] as const);

/** @throws AttentionError `unknown-option`, `invalid-option`, `invalid-type` */
export function checkNeeds(needs: unknown): BackendNeeds {
  const { elementType, editWeights, gradient, precision } = checkOptionNames(needs, 'describeBackends', fields);
  if (elementType !== undefined && !(attentionTypes as readonly unknown[]).includes(elementType))
    throw new AttentionError(
      'invalid-type',
      `elementType: expected ${attentionTypes.join(', ')}, got ${describeValue(elementType)}`,
    );
  checkFlag('editWeights', editWeights);
  checkFlag('gradient', gradient);
  checkPrecision(precision);
  return needs as BackendNeeds;
}
