import type { Evidence, EvidenceWord } from '../evidence/evidence.js';

/** Which words are shown: those that mean something by themselves, or all. */
export type WordChoice = 'content' | 'all';

/** The words to show; all of them where none means something by itself, as in the answer "no". */
export function shownWords({ words }: Evidence, choice: WordChoice): readonly EvidenceWord[] {
  const content = words.filter((word) => word.content);
  return choice === 'all' || content.length === 0 ? words : content;
}
