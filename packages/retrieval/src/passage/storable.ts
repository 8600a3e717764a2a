/**
 * Text as Postgres can keep it: without NUL and without halves of surrogate pairs. Each becomes U+FFFD, which is as long,
 * so that spans stay true.
 */
export function storable(text: string): string {
  return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
}
