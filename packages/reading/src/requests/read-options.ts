import { checkNames, checkWhole } from '../check-options.js';
import type { ReadOptions, ReadRequest } from './read-request.js';

const readOptionNames = ['topK', 'overlong', 'onTruncation', 'signal'] as const satisfies (keyof ReadOptions)[];

const mostAnswers = 1000;

/**
 * Refuses options that do not exist and an impossible `topK`; the others are checked where they are used.
 *
 * @param owner - whose options these are, in messages
 * @param others - names that may come with them
 */
export function checkReadOptions(options: ReadOptions, owner: string, others: readonly string[] = []): void {
  checkNames(options, [...others, ...readOptionNames], owner);
  checkWhole('topK', options.topK, 1, mostAnswers);
}

/** A request with the options of its call, where it has none of its own; the signals of both end it. */
export function withOptions(request: ReadRequest, options: ReadOptions): ReadRequest {
  const signals = [options.signal, request?.signal].filter((signal) => signal !== undefined);
  return { ...options, ...request, ...(signals.length > 0 && { signal: AbortSignal.any(signals) }) };
}
