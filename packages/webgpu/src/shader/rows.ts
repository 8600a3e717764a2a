/** WGSL for the rows of one thread: a vector of 2 or 4, or a scalar. */
export class Rows {
  readonly count: 1 | 2 | 4;

  constructor(count: 1 | 2 | 4) {
    this.count = count;
  }

  /** The type that holds one `scalar` a row. */
  type(scalar: 'f32' | 'u32' | 'bool'): string {
    return this.count === 1 ? scalar : `vec${this.count}<${scalar}>`;
  }

  /** One row's part of a variable. */
  part(name: string, row: number): string {
    return this.count === 1 ? name : `${name}.${'xyzw'[row]}`;
  }

  /** A value built from an expression a row. */
  build(scalar: 'f32' | 'u32' | 'bool', expression: (row: number) => string): string {
    return `${this.type(scalar)}(${this.each(expression).join(', ')})`;
  }

  /** One result a row. */
  each<Result>(make: (row: number) => Result): Result[] {
    return Array.from({ length: this.count }, (_, row) => make(row));
  }
}
