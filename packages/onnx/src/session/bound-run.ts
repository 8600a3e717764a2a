import type { ElementArrays, ElementType } from '@crossattn/core';

type Elements = ElementArrays[ElementType];

/**
 * Repeats a run with new elements of one feed, which stay unchanged until the promise settles.
 *
 * @param take - makes the result of the elements of the output
 */
export type BoundRun = <Result>(
  elements: Elements,
  take: (output: Elements) => Result | Promise<Result>,
) => Promise<Result>;
