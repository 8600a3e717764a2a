import type { CheckpointConfig } from '../config/parse-config.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { SafetensorsFile } from './open-safetensors.js';

/** A trained model on disk: its configuration, weights and tokenizer. Nothing is held open. */
export interface Checkpoint {
  /** What was asked for: `embedded` or the folder. */
  readonly name: string;
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly config: CheckpointConfig;
  readonly weights: SafetensorsFile;
  readonly tokenizer: Tokenizer;
}
