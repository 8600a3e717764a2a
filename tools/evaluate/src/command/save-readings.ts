import { writeFile } from 'node:fs/promises';
import type { ReadQuestions } from '../reading/declining/score-declining.js';

/** Writes every question that was asked, with what came of it, one JSON object a line. */
export async function saveReadings(path: string, kinds: readonly ReadQuestions[]): Promise<void> {
  const lines = kinds.flatMap(({ name, asked, outcomes }) =>
    asked.map(({ question, passages }, index) => {
      const { answer, span, score, nowhere, cited, attended } = outcomes[index] as (typeof outcomes)[0];
      const line = {
        id: question.id,
        kind: name,
        source: question.source,
        question: question.question,
        expected: question.answers.map(({ text }) => text),
        ...{ answer, span, score, nowhere },
        passage: question.passage.id,
        cited: passages[cited]?.id,
        attended: passages[attended]?.id,
      };
      return `${JSON.stringify(line)}\n`;
    }),
  );
  await writeFile(path, lines.join(''));
}
