const longest = 60;

/** A short text for an error message; never throws, whatever came. */
export function describeValue(value: unknown): string {
  try {
    return shorten(textOf(value));
  } catch {
    return typeof value;
  }
}

/** `[2, 8, 77, 64]` */
export function describeShape(shape: readonly unknown[]): string {
  return shorten(`[${shape.map(describeValue).join(', ')}]`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  return kind === 'Object' ? 'an object' : `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
