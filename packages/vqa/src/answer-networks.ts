import type { Checkpoint } from '@crossattn/checkpoint';
import type { Decoder } from '@crossattn/decoder';
import type { TextEncoder } from '@crossattn/text';
import type { ImageEncoder } from '@crossattn/vision';

/** The parts of a model that answers questions. */
export interface AnswerNetworks {
  readonly checkpoint: Checkpoint;
  readonly imageEncoder: ImageEncoder;
  readonly textEncoder: TextEncoder;
  readonly decoder: Decoder;
}
