import { foundAnswers, isDeclined } from '../answers/found-answers.js';
import type { AskedQuestion, AttendedPassage } from './asked-question.js';

/** What `--json` prints. */
export function jsonAnswer({ question, answers, topK, passages, milliseconds }: AskedQuestion): string {
  const result = {
    question,
    answers: foundAnswers(answers, topK).map(({ answer, score, citations }) => ({
      answer,
      score,
      citations: citations.map(({ passage, start, end, weight }) => {
        const { passage: cited } = passages[passage] as AttendedPassage;
        return { ...source(cited), start: cited.start + start, end: cited.start + end, passage, weight };
      }),
    })),
    declined: isDeclined(answers),
    passages: passages.map(({ passage, attention }) => ({
      ...source(passage),
      start: passage.start,
      end: passage.end,
      text: passage.text,
      weight: attention.weight,
    })),
    milliseconds,
  };
  return `${JSON.stringify(result)}\n`;
}

function source({ document, title, page }: AttendedPassage['passage']) {
  return { document, ...(title !== undefined && { title }), ...(page !== undefined && { page }) };
}
