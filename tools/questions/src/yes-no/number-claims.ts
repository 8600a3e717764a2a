import type { NumberFact } from '../facts/number-facts.js';
import { numberName } from '../lexicon/numbers.js';
import type { Claim } from './claim.js';

const asked = [2, 3, 4];

/** Whether there are so many of a kind. */
export function numberClaims(facts: readonly NumberFact[]): Claim[] {
  return facts.flatMap(({ name, count }) => [
    ...asked.map(
      (number): Claim => ({
        key: `number ${name} ${number}`,
        wordings: [`are there ${numberName(number)} ${name}?`, `are there ${numberName(number)} ${name} in the photo?`],
        holds: count === number,
      }),
    ),
    { key: `more ${name}`, wordings: [`is there more than one ${singularOf(name)}?`], holds: count > 1 },
  ]);
}

const singulars = new Map([
  ['people', 'person'],
  ['men', 'man'],
  ['women', 'woman'],
  ['children', 'child'],
  ['sheep', 'sheep'],
  ['buses', 'bus'],
  ['sandwiches', 'sandwich'],
  ['benches', 'bench'],
  ['couches', 'couch'],
]);

function singularOf(name: string): string {
  return singulars.get(name) ?? name.replace(/s$/, '');
}
