import type { NumberFact } from '../facts/number-facts.js';
import { numberName } from '../lexicon/numbers.js';
import type { OpenQuestion } from './open-question.js';

/** "How many dogs are there?" */
export function numberQuestions(facts: readonly NumberFact[]): OpenQuestion[] {
  return facts.flatMap(({ name, count }): OpenQuestion[] => {
    const answer = numberName(count);
    if (answer === undefined) return [];
    return [
      { type: 'number', wordings: [`how many ${name} are there?`, `how many ${name} are in the photo?`], answer },
    ];
  });
}
