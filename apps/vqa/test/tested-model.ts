import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTinyModel } from '@crossattn/testing';

/** The model that is tested. */
export const testedModel = 'embedded';

/** A model of the same kind with other weights. */
export const otherModel: string = writeTinyModel(join(mkdtempSync(join(tmpdir(), 'vqa-')), 'other'), { seed: 2 });
