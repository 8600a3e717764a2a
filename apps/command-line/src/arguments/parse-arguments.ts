import { parseArgs } from 'node:util';
import { CommandError } from '../command-error.js';
import { nearMatches } from './near-matches.js';
import type { OptionDefinition, OptionDefinitions } from './option-definition.js';

/** What the options of a command say, by name; an option that was not given is absent. */
export type GivenOptions<Definitions extends OptionDefinitions> = {
  readonly [Name in keyof Definitions]?: Definitions[Name]['kind'] extends 'flag'
    ? true
    : Definitions[Name]['kind'] extends 'text'
      ? string
      : number;
};

export interface ParsedArguments<Definitions extends OptionDefinitions> {
  /** What is no option, in its order. */
  readonly inputs: readonly string[];
  readonly options: GivenOptions<Definitions>;
}

/**
 * Reads the arguments after the command's name.
 *
 * @throws {@link CommandError} `unknown-option` or `invalid-option`.
 */
export function parseArguments<Definitions extends OptionDefinitions>(
  argv: readonly string[],
  definitions: Definitions,
): ParsedArguments<Definitions> {
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
      if (!definition) throw unknownOption(token.rawName, Object.keys(definitions));
      if (Object.hasOwn(options, token.name)) {
        throw new CommandError('invalid-option', `--${token.name} was given twice.`);
      }
      options[token.name] = readValue(token.name, definition, token.value);
    }
  }
  return { inputs, options: options as GivenOptions<Definitions> };
}

function unknownOption(rawName: string, known: readonly string[]): CommandError {
  const near = nearMatches(rawName.replace(/^-+/, ''), known).map((name) => `--${name}`);
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
