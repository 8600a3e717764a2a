/** A JSON object whose values are not known yet. */
export type JsonRecord = { readonly [key: string]: unknown };

/** Whether a parsed JSON value is an object, neither a list nor null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const longestDescription = 60;

/** A parsed JSON value as an error message shows it: short, and telling its kind. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= longestDescription ? text : `${text.slice(0, longestDescription)}…`;
}
