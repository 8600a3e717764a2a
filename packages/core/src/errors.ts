/**
 * The base of every error that these packages throw on purpose.
 *
 * `code` is stable and meant for programs; `message` names the thing, what was expected and what came, and is meant
 * for people. Each package adds a subclass with its own codes.
 */
export class CrossattnError<Code extends string = string> extends Error {
  override readonly name: string = 'CrossattnError';
  /** Stable, machine-readable reason, such as `shape-mismatch`. */
  readonly code: Code;

  constructor(code: Code, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
