import type { Tensor } from '@crossattn/core';
import type { DeviceTensor } from './device-tensor.js';

/** What a session may be fed: arrays, or what lies on its GPU already. */
export type Feed = Tensor | DeviceTensor;
