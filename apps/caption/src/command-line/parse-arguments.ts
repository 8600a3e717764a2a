import { parseArgs } from 'node:util';
import { CommandError } from '../command-error.js';
import { nearMatches } from './near-matches.js';
import { type OptionDefinition, type OptionName, optionDefinitions } from './option-definitions.js';

/** What the options of the command say, by name; an option that was not given is absent. */
export type GivenOptions = {
  readonly [Name in OptionName]?: (typeof optionDefinitions)[Name]['kind'] extends 'flag'
    ? true
    : (typeof optionDefinitions)[Name]['kind'] extends 'text'
      ? string
      : number;
};

export interface ParsedArguments {
  readonly inputs: readonly string[];
  readonly options: GivenOptions;
}

const definitions: Readonly<Record<string, OptionDefinition>> = optionDefinitions;

/**
 * Reads the arguments after the command's name.
 *
 * @throws {@link CommandError} `unknown-option` or `invalid-option`.
 */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(definitions).map(([name, { kind, short }]) => [
        name,
        { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
      ]),
    ),
  });
  const inputs: string[] = [];
  const options: Record<string, string | number | true> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') inputs.push(token.value);
    else if (token.kind === 'option') {
      const definition = Object.hasOwn(definitions, token.name) ? definitions[token.name] : undefined;
      if (!definition) throw unknownOption(token.rawName);
      if (Object.hasOwn(options, token.name)) {
        throw new CommandError('invalid-option', `--${token.name} was given twice.`);
      }
      options[token.name] = readValue(token.name, definition, token.value);
    }
  }
  return { inputs, options: options as GivenOptions };
}

function unknownOption(rawName: string): CommandError {
  const near = nearMatches(rawName.replace(/^-+/, ''), Object.keys(definitions)).map((name) => `--${name}`);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return new CommandError('unknown-option', `there is no option ${rawName}.${meant}`);
}

function readValue(name: string, definition: OptionDefinition, value: string | undefined): string | number | true {
  if (definition.kind === 'flag') {
    if (value === undefined) return true;
    throw new CommandError('invalid-option', `--${name} takes no value, but got "${value}".`);
  }
  if (value === undefined || value === '') {
    throw new CommandError('invalid-option', `--${name} needs a value: --${name} ${definition.value}`);
  }
  return definition.kind === 'text' ? value : readNumber(name, definition, value);
}

function readNumber(name: string, definition: OptionDefinition, value: string): number {
  const { kind, minimum = -Infinity, maximum = Infinity, aboveMinimum = false } = definition;
  const pattern = kind === 'whole-number' ? /^[+-]?\d+$/ : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const number = pattern.test(value) ? Number(value) : Number.NaN;
  if (number >= minimum && number <= maximum && !(aboveMinimum && number === minimum)) return number;
  const noun = kind === 'whole-number' ? 'a whole number' : 'a number';
  const range = aboveMinimum ? `above ${minimum} and up to ${maximum}` : `from ${minimum} to ${maximum}`;
  throw new CommandError('invalid-option', `--${name} needs ${noun} ${range}, but got "${value}".`);
}
