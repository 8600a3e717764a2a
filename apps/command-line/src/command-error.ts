import { CrossattnError } from '@crossattn/core';

/**
 * Why a command was not understood.
 *
 * - `unknown-command`: a command that the program does not have
 * - `unknown-option`: an option that the command does not have
 * - `invalid-option`: an option without its value, or with one that makes no sense
 * - `option-conflict`: options that exclude each other
 * - `no-input`: nothing to work on was named
 * - `no-photos`: a folder or a pattern that holds no photo
 * - `unreadable-file`: a file of inputs that cannot be read
 * - `standard-input`: `-` where nothing is piped in, or where it was named twice
 */
export type CommandErrorCode =
  | 'unknown-command'
  | 'unknown-option'
  | 'invalid-option'
  | 'option-conflict'
  | 'no-input'
  | 'no-photos'
  | 'unreadable-file'
  | 'standard-input';

/** What a person asked of the command cannot be done. */
export class CommandError extends CrossattnError<CommandErrorCode> {
  override readonly name = 'CommandError';
}
