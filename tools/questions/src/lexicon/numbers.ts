/** Words that count, with their value. */
export const numberWords: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['2', 2],
  ['3', 3],
  ['4', 4],
  ['5', 5],
]);

/** The word for a number, as an answer. */
export function numberName(value: number): string | undefined {
  return [...numberWords].find(([, other]) => other === value)?.[0];
}
