import { CheckpointError } from '../errors.js';
import { describeValue, isRecord, type JsonRecord } from '../json.js';

/** Bounds of a number in a configuration, both included. */
export interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

/**
 * The fields of one object of a configuration. Every getter returns a value of the right kind or throws
 * `invalid-config`, naming the field by its path, what was expected and what came.
 */
export class Fields {
  readonly #values: JsonRecord;
  readonly #path: string;
  readonly #source: string;

  /** @param path - of the object inside the configuration, `''` for its root. */
  constructor(value: unknown, path: string, source: string) {
    this.#path = path;
    this.#source = source;
    if (!isRecord(value)) {
      throw new CheckpointError(
        'invalid-config',
        `${source}: ${path === '' ? '' : `${path}: `}expected an object, came ${describeValue(value)}`,
      );
    }
    this.#values = value;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  names(): string[] {
    return Object.keys(this.#values);
  }

  text(name: string): string {
    const value = this.#values[name];
    return typeof value === 'string' && value !== '' ? value : this.refuse(name, 'a text');
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice {
    const value = this.#values[name];
    const choice = choices.find((candidate) => candidate === value);
    return choice ?? this.refuse(name, choices.map((candidate) => JSON.stringify(candidate)).join(' or '));
  }

  number(name: string, { minimum = -Infinity, maximum = Infinity }: Bounds = {}): number {
    const value = this.#values[name];
    return isFiniteNumber(value) && value >= minimum && value <= maximum
      ? value
      : this.refuse(name, `a number${describeBounds({ minimum, maximum })}`);
  }

  /** A whole number, at least 1 unless told otherwise. */
  count(name: string, { minimum = 1, maximum = Number.MAX_SAFE_INTEGER }: Bounds = {}): number {
    const value = this.#values[name];
    return isCount(value, minimum, maximum)
      ? value
      : this.refuse(name, `a whole number${describeBounds({ minimum, maximum })}`);
  }

  numbers(name: string, length: number): number[] {
    const value = this.#values[name];
    return Array.isArray(value) && value.length === length && value.every(isFiniteNumber)
      ? value
      : this.refuse(name, `a list of ${length} numbers`);
  }

  /** A list of whole numbers with at least one item. */
  counts(name: string, { minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Bounds = {}): number[] {
    const value = this.#values[name];
    return Array.isArray(value) && value.length > 0 && value.every((item) => isCount(item, minimum, maximum))
      ? value
      : this.refuse(name, `a list of whole numbers${describeBounds({ minimum, maximum })}`);
  }

  object(name: string): Fields {
    return new Fields(this.#values[name], this.pathOf(name), this.#source);
  }

  /** A list of objects with at least one item. */
  objects(name: string): Fields[] {
    const value = this.#values[name];
    if (!Array.isArray(value) || value.length === 0) return this.refuse(name, 'a list of objects');
    return value.map((item, index) => new Fields(item, `${this.pathOf(name)}[${index}]`, this.#source));
  }

  /** The path of a field inside the configuration, such as `vision.stages[2].kernel`. */
  pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  /** Throws the error of a field that is not what was expected. */
  refuse(name: string, expected: string): never {
    const came = describeValue(this.#values[name]);
    throw new CheckpointError(
      'invalid-config',
      `${this.#source}: ${this.pathOf(name)}: expected ${expected}, came ${came}`,
    );
  }
}

/** JSON has infinity too: 1e999. */
function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isCount(value: unknown, minimum: number, maximum: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= minimum && (value as number) <= maximum;
}

function describeBounds({ minimum = -Infinity, maximum = Infinity }: Bounds): string {
  if (maximum < Number.MAX_SAFE_INTEGER) {
    return minimum === -Infinity ? ` of at most ${maximum}` : ` from ${minimum} to ${maximum}`;
  }
  return minimum === -Infinity ? '' : ` of at least ${minimum}`;
}
