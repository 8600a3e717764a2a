import type { Caption } from '@crossattn/captioning';
import type { SavedEvidence } from '@crossattn/lens/node';

/** How results reach standard output, one photo after the other in the order of the inputs. */
export interface ResultWriter {
  /** @param evidence - the files that show what each word looked at, where they were asked for */
  caption(name: string, caption: Caption, evidence?: SavedEvidence): Promise<void>;
  failure(name: string, error: unknown): Promise<void>;
}
