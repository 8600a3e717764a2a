import type { AttentionElementType, MemoryPrecision } from '../backend/backend.js';
import { describeValue } from '../tensor/describe-value.js';
import { AttentionError } from './attention-error.js';

/** The input as a record whose every name is known; what is `undefined` counts as absent. */
export function checkOptionNames<Name extends string>(
  input: unknown,
  what: string,
  known: ReadonlySet<Name>,
): Partial<Record<Name, unknown>> {
  if (typeof input !== 'object' || input === null)
    throw new AttentionError('invalid-option', `${what}: expected an object of inputs, got ${describeValue(input)}`);
  const names = Object.keys(input);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    if (!(known as ReadonlySet<string>).has(name))
      throw new AttentionError(
        'unknown-option',
        `${what}: unknown option ${describeValue(name)}; known are ${[...known].join(', ')}`,
      );
  }
  return input as Partial<Record<Name, unknown>>;
}

/**
 * A number that the type in which backends compute can hold: float64 for float64 tensors, float32 for all others, where what
 * lies beyond would become infinity, or 0, on some backends and not on others.
 */
export function checkNumber(
  name: string,
  value: unknown,
  fallback: number,
  type: AttentionElementType,
  minimum = Number.NEGATIVE_INFINITY,
): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && value >= minimum && isHeld(value, type)) return value;
  const expected = minimum === 0 ? 'a finite number of 0 or more' : 'a finite number';
  if (Number.isFinite(value) && (value as number) >= minimum)
    throw new AttentionError('invalid-option', `${name}: expected ${expected} that float32 can hold, got ${value}`);
  throw new AttentionError('invalid-option', `${name}: expected ${expected}, got ${describeValue(value)}`);
}

function isHeld(value: number, type: AttentionElementType): boolean {
  const held = type === 'float64' ? value : Math.fround(value);
  return Number.isFinite(held) && (held !== 0 || value === 0);
}

export function checkRows(value: unknown): number {
  if (value === undefined) return 1;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
    throw new AttentionError(
      'invalid-option',
      `rows: expected a whole number of 1 or more, got ${describeValue(value)}`,
    );
  return value;
}

export function checkFlag(name: string, value: unknown): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'boolean')
    throw new AttentionError('invalid-option', `${name}: expected true or false, got ${describeValue(value)}`);
  return value;
}

export function checkPrecision(value: unknown): MemoryPrecision {
  if (value === undefined) return 'full';
  if (value !== 'full' && value !== 'int8')
    throw new AttentionError('invalid-option', `precision: expected 'full' or 'int8', got ${describeValue(value)}`);
  return value;
}

export function checkFunction<Type>(name: string, value: unknown): Type | undefined {
  if (value !== undefined && typeof value !== 'function')
    throw new AttentionError('invalid-option', `${name}: expected a function, got ${describeValue(value)}`);
  return value as Type | undefined;
}
