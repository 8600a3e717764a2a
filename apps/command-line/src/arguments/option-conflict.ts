import { CommandError } from '../command-error.js';

/** The error of two options that exclude each other. */
export function optionConflict(one: string, other: string): CommandError {
  return new CommandError('option-conflict', `${one}, but ${other}; choose one of them.`);
}
