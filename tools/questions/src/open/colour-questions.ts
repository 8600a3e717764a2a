import { colourOf } from '../facts/colour-of.js';
import type { Mentions } from '../facts/mentions.js';
import type { Subject } from '../facts/subject.js';
import { colouredThings } from '../lexicon/coloured-things.js';
import type { OpenQuestion } from './open-question.js';

/** "What color is the shirt?": two captions agree, or one says it of the only person there. */
export function colourQuestions(mentions: Mentions, subjects: readonly Subject[]): OpenQuestion[] {
  const alone = subjects.some(({ kind, plural }) => kind.human && !plural);
  return colouredThings.flatMap(({ name, words, several, plural, worn }): OpenQuestion[] => {
    if (mentions.has(several)) return [];
    const fact = colourOf(mentions, words, worn && alone ? 1 : 2);
    if (fact === undefined || (fact.mentioned.size > 1 && worn && alone && mentions.count(words) < 3)) return [];
    const be = plural ? 'are' : 'is';
    const wordings = [
      `what color ${be} the ${name}?`,
      `what is the color of the ${name}?`,
      `what is the colour of the ${name}?`,
      `what colour ${be} the ${name}?`,
    ];
    return [{ type: 'colour', wordings, answer: fact.colour }];
  });
}
