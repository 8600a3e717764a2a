import { mulberry32 } from '../../statistics/mulberry32.js';
import type { ReadingPassage, ReadingQuestion } from '../collection/reading-collection.js';
import type { AskedQuestion } from './asked-question.js';

/**
 * Puts every question to some passages of other articles: drawn from the pool among those with another title, none twice,
 * always the same ones.
 *
 * @param count - passages for each question.
 */
export function askOtherArticles(
  questions: readonly ReadingQuestion[],
  pool: readonly ReadingPassage[],
  count: number,
): AskedQuestion[] {
  const random = mulberry32(count);
  return questions.map((question) => {
    const others = pool.filter(({ title }) => title !== question.passage.title);
    const passages = Array.from({ length: Math.min(count, others.length) }, () => {
      const [passage] = others.splice(Math.floor(random() * others.length), 1);
      return passage as ReadingPassage;
    });
    return { question, passages };
  });
}
