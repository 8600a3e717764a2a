/** Values of a statement: what stands in its text are their numbers. */
export class ParameterList {
  readonly values: unknown[] = [];

  /** Adds a value; what stands for it in the statement. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
