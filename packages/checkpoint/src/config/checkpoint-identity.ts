import type { EncoderIdentity } from '@crossattn/core';
import type { CheckpointConfig } from './parse-config.js';

/**
 * Who made the memories of a checkpoint: all its encoders sign with this one identity, since they were trained together
 * and one decoder queries them joined.
 */
export function checkpointIdentity({
  modelType,
  revision,
}: Pick<CheckpointConfig, 'modelType' | 'revision'>): EncoderIdentity {
  return { name: modelType, revision };
}
