import type { ElementArrays, ElementType } from '@crossattn/core';

/** Repeats a run with new elements of one feed. Neither changes the array before the promise settles. */
export type BoundRun<Result> = (elements: ElementArrays[ElementType]) => Promise<Result>;
