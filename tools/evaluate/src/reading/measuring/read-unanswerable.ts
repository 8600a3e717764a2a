import { sample } from '../../statistics/sample.js';
import { type AskedQuestion, askOwnPassages } from '../asking/asked-question.js';
import { askOtherArticles } from '../asking/other-articles.js';
import type { ReadingCollection, ReadingQuestion } from '../collection/reading-collection.js';
import type { ReadQuestions } from '../declining/score-declining.js';
import { otherArticlesPool, passagesRead, type ReadingSizes } from '../reading-settings.js';
import type { ReadingInstruments } from './reading-instruments.js';

/**
 * Questions put to passages that do not answer them: one passage of another article, many of them, and hard ones that sound
 * as if their passage answered them.
 *
 * @param questions - those that their own passage answers.
 */
export async function readUnanswerable(
  { passages, unanswerable }: ReadingCollection,
  questions: readonly ReadingQuestion[],
  sizes: ReadingSizes,
  { ask }: ReadingInstruments,
): Promise<ReadQuestions[]> {
  const pool = sample(passages, otherArticlesPool);
  const kinds: [string, AskedQuestion[]][] = [
    ['a passage of another article', askOtherArticles(sample(questions, sizes.elsewhere), pool, 1)],
    [
      `${passagesRead} passages of other articles`,
      askOtherArticles(sample(questions, sizes.elsewhereMany), pool, passagesRead),
    ],
    ['hard: sound answered, are not', askOwnPassages(sample(unanswerable, sizes.hard))],
  ];
  const read: ReadQuestions[] = [];
  for (const [name, asked] of kinds) {
    if (asked.length > 0) read.push({ name, asked, outcomes: await ask(asked, `questions, ${name}`) });
  }
  return read;
}
