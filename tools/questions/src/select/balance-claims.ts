import type { Claim } from '../yes-no/claim.js';
import { groupBy } from './group-by.js';
import { shuffled } from './random.js';

/** A claim about one of several photos. */
export interface PhotoClaim extends Claim {
  readonly photo: number;
}

/** A question that was chosen for a photo. */
export interface ChosenClaim {
  readonly photo: number;
  readonly question: string;
  readonly holds: boolean;
}

/** How many claims of a photo, and of a key, are chosen at most, of the true and of the false ones each. */
export interface ClaimLimits {
  readonly perPhoto: number;
  readonly perKey: number;
}

/**
 * Chooses claims in pairs, a true and a false one of different photos in the same words: whoever knows the question alone
 * is right half of the time, whatever the words are. Rare keys come first; what has no counterpart is dropped, and so is a
 * pair of which one photo has been asked the same before.
 */
export function balanceClaims(claims: readonly PhotoClaim[], limits: ClaimLimits, random: () => number): ChosenClaim[] {
  const asked = new Set<string>();
  const budget = { true: new Map<number, number>(), false: new Map<number, number>() };
  const keys = [...groupBy(claims, ({ key }) => key).values()].map((group) => ({
    holding: shuffled(
      group.filter(({ holds }) => holds),
      random,
    ),
    failing: shuffled(
      group.filter(({ holds }) => !holds),
      random,
    ),
  }));
  const possible = ({ holding, failing }: (typeof keys)[number]) => Math.min(holding.length, failing.length);
  return keys
    .sort((one, other) => possible(one) - possible(other))
    .flatMap(({ holding, failing }) => pairs(available(holding), available(failing)));

  function available(candidates: readonly PhotoClaim[]): PhotoClaim[] {
    const left = candidates.filter(({ photo, holds }) => (budget[`${holds}`].get(photo) ?? 0) < limits.perPhoto);
    return left.slice(0, limits.perKey);
  }

  function pairs(holding: readonly PhotoClaim[], failing: readonly PhotoClaim[]): ChosenClaim[] {
    return holding.slice(0, failing.length).flatMap((yes, index) => {
      const no = failing[index] as PhotoClaim;
      const question = yes.wordings[Math.floor(random() * yes.wordings.length)] as string;
      const texts = [yes, no].map(({ photo }) => `${photo} ${question}`);
      if (texts.some((text) => asked.has(text))) return [];
      for (const text of texts) asked.add(text);
      return [yes, no].map(({ photo, holds }) => {
        const used = budget[`${holds}`];
        used.set(photo, (used.get(photo) ?? 0) + 1);
        return { photo, question, holds };
      });
    });
  }
}
