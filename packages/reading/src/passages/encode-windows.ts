import type { PreparedText, SentenceEncoder } from '@crossattn/text';

/** Windows that are encoded by one call, so that no more of their states than needed lie in memory. */
const windowsAtOnce = 16;

/**
 * Encodes windows, some at a time, and yields the states of each window's word pieces, without its special tokens:
 * `[pieces, width]`.
 */
export async function* encodeWindows(
  encoder: Pick<SentenceEncoder, 'encode' | 'width'>,
  windows: readonly PreparedText[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Float32Array> {
  const { width } = encoder;
  for (let first = 0; first < windows.length; first += windowsAtOnce) {
    const group = windows.slice(first, first + windowsAtOnce);
    const { states } = await encoder.encode(group, signal ? { signal } : {});
    const length = states.shape[1] as number;
    for (const [row, { ids }] of group.entries()) {
      const start = row * length * width;
      yield states.data.subarray(start, start + ids.length * width);
    }
  }
}
