import type { Caption } from '@crossattn/captioning';

/** How results reach standard output, one photo after the other in the order of the inputs. */
export interface ResultWriter {
  caption(name: string, caption: Caption): Promise<void>;
  failure(name: string, error: unknown): Promise<void>;
}
