import type { CitationPage } from '@crossattn/lens';
import { foundAnswers } from '../answers/found-answers.js';
import { documentName } from '../documents/document-name.js';
import type { AskedQuestion } from './asked-question.js';

/** What `--html` shows: the wanted answers, and "not in these passages" in its place among them. */
export function pageAnswer({ question, answers, topK, passages }: AskedQuestion): CitationPage {
  const found = new Set<unknown>(foundAnswers(answers, topK));
  return {
    question,
    answers: answers.filter((each) => each.answer === null || found.has(each)),
    passages: passages.map(({ passage: { text, document, title, page, start, end }, attention }) => ({
      text,
      document: documentName(document),
      ...(title !== undefined && { title }),
      ...(page !== undefined && { page }),
      start,
      end,
      share: attention.weight,
      words: attention.words,
    })),
  };
}
