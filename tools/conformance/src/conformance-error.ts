import { CrossattnError } from '@crossattn/core';

export type ConformanceErrorCode =
  | 'usage'
  | 'no-cases'
  | 'unreadable-case'
  | 'unsupported-node'
  | 'unknown-backend'
  | 'unavailable-backend';

/** Why a suite or one of its cases could not be run. */
export class ConformanceError extends CrossattnError<ConformanceErrorCode> {
  override readonly name = 'ConformanceError';
}
