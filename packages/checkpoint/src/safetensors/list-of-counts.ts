/** Whether a value is a list of whole numbers from 0, as shapes and offsets are. */
export function isListOfCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);
}
