import { checkNames, checkSignal, checkWhole } from '../check-options.js';
import type { ReadOptions, ReadRequest } from './read-request.js';

const readOptionNames = ['topK', 'overlong', 'onTruncation', 'signal'] as const satisfies (keyof ReadOptions)[];

const mostAnswers = 1000;

/**
 * Refuses options that do not exist, an impossible `topK` and what is no signal; the others are checked where they are used.
 *
 * @param owner - whose options these are, in messages
 * @param others - names that may come with them
 */
export function checkReadOptions(options: ReadOptions, owner: string, others: readonly string[] = []): void {
  checkNames(options, [...others, ...readOptionNames], owner);
  checkWhole('topK', options.topK, 1, mostAnswers);
  checkSignal(options.signal);
}

/** A request with the options of its call, where it has none of its own (`undefined` is none); the signals of both end it. */
export function withOptions(request: ReadRequest, options: ReadOptions): ReadRequest {
  checkSignal(request?.signal);
  const signals = [options.signal, request?.signal].filter((signal) => signal !== undefined);
  const told = Object.entries(request ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...options,
    ...(Object.fromEntries(told) as unknown as ReadRequest),
    ...(signals.length > 0 && { signal: AbortSignal.any(signals) }),
  };
}
