/** Whether a value can be read as many inputs: anything iterable but a text, which is one input and not its letters. */
export function areInputs(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value);
}
