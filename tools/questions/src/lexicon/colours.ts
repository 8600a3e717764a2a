/** Colours, each with the one that an answer uses. */
export const colours: ReadonlyMap<string, string> = new Map(
  Object.entries({
    black: 'black',
    white: 'white',
    brown: 'brown',
    tan: 'tan',
    gray: 'gray',
    grey: 'gray',
    red: 'red',
    blue: 'blue',
    navy: 'blue',
    green: 'green',
    yellow: 'yellow',
    orange: 'orange',
    pink: 'pink',
    purple: 'purple',
    blond: 'blond',
    blonde: 'blond',
    golden: 'golden',
    gold: 'golden',
    silver: 'silver',
    beige: 'beige',
  }),
);

const groups: readonly (readonly string[])[] = [
  ['brown', 'tan', 'golden', 'beige', 'blond', 'orange', 'yellow'],
  ['brown', 'red', 'orange'],
  ['white', 'beige', 'tan', 'silver', 'gray', 'blond'],
  ['red', 'pink', 'orange'],
  ['pink', 'purple'],
  ['gray', 'silver', 'blue', 'black'],
  ['blue', 'purple', 'black'],
  ['blue', 'green'],
  ['yellow', 'green', 'golden'],
];

/** Whether two people may call the same thing by these two colours. */
export function mayBeTheSameColour(one: string, other: string): boolean {
  return one === other || groups.some((group) => group.includes(one) && group.includes(other));
}
