import type { StandardStreams } from '../standard-streams.js';
import type { ProgressStyle } from './progress.js';

/** Results on a terminal show by themselves how far the work is. */
export function progressStyle({ stdout, stderr }: StandardStreams): ProgressStyle {
  if (!stderr.isTTY) return 'sparse';
  return stdout.isTTY ? 'none' : 'live';
}
