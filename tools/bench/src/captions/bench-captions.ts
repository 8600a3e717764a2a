import type { Measurement } from '../measurement.js';
import { measureMemory } from './measure-memory.js';
import { measureSpeed } from './measure-speed.js';
import { measureStart } from './measure-start.js';
import type { CaptionBenchSettings } from './settings.js';

/** Everything that is measured about captions. Processes are started first, while this one is small. */
export async function benchCaptions(settings: CaptionBenchSettings, root: string): Promise<Measurement[]> {
  const start = await measureStart(settings, root);
  const memory = await measureMemory(settings, root);
  return [...(await measureSpeed(settings)), ...start, ...memory];
}
