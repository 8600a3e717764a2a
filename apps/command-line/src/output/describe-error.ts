import { CrossattnError } from '@crossattn/core';
import { onOneLine } from './on-one-line.js';

/** An error as results show it: a stable code for programs and a message for people. */
export interface ErrorDescription {
  readonly code: string;
  readonly message: string;
}

/** The code and message of an error; one that nobody foresaw has the code `unexpected-error`. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof CrossattnError) return { code: error.code, message: error.message };
  return { code: 'unexpected-error', message: error instanceof Error ? error.message : String(error) };
}

/**
 * The line for a person: what went wrong with what.
 *
 * @param command - begins the line
 * @param name - what it is about; added where the message does not have it
 */
export function errorLine(command: string, error: unknown, name?: string): string {
  const { code, message } = describeError(error);
  const subject = name === undefined || message.includes(name) ? '' : `${name}: `;
  return `${onOneLine(`${command}: ${subject}${message} (${code})`)}\n`;
}
