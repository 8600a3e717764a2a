import { OnnxError } from '../errors.js';
import type { SentError } from './messages.js';

/** An error in the form in which it travels. */
export function sendError(error: unknown): SentError {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof OnnxError)) return { message };
  const { code, cause } = error;
  return { code, message, ...(cause instanceof Error && { cause: new Error(cause.message) }) };
}

/** The error that was sent. */
export function receivedError({ code, message, cause }: SentError): OnnxError {
  if (code !== undefined) return new OnnxError(code, message, cause === undefined ? {} : { cause });
  return new OnnxError('run-failed', `a worker thread failed: ${message}`);
}
