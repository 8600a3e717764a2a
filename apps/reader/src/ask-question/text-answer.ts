import { answerSpans, describeSource, passageForTerminal, plainText } from '@crossattn/lens';
import { type FoundAnswer, foundAnswers, isDeclined } from '../answers/found-answers.js';
import { documentName } from '../documents/document-name.js';
import type { AskedQuestion, AttendedPassage } from './asked-question.js';

/** About how many characters of a cited passage are shown. */
const room = 320;

/** What is printed for a person: answers with scores, below each the places that it was read from. */
export function textAnswer(asked: AskedQuestion, styled: boolean): string {
  const { answers, passages, topK } = asked;
  if (isDeclined(answers)) return declinedText(asked, styled);
  return foundAnswers(answers, topK)
    .map((answer) => answerText(answer, passages, styled))
    .join('\n');
}

/** That nothing was found; what came nearest is told where several answers were asked for. */
function declinedText({ answers, passages, topK }: AskedQuestion, styled: boolean): string {
  if (passages.length === 0) return 'I did not find this: no passage comes near the question.\n';
  const where = passages.length === 1 ? 'the passage' : `the ${passages.length} passages`;
  const said = `I did not find this in ${where} that came nearest to the question.\n`;
  if (topK === 1) return said;
  const nearest = foundAnswers(answers, topK).map((answer) => answerText(answer, passages, styled));
  return [said, ...(nearest.length > 0 ? ['Unlikely, but likeliest:\n', ...nearest] : [])].join('\n');
}

function answerText(found: FoundAnswer, passages: readonly AttendedPassage[], styled: boolean): string {
  const cited = [...new Set(found.citations.map(({ passage }) => passage))].map((index) => {
    const { passage, attention } = passages[index] as AttendedPassage;
    const spans = answerSpans([found], index);
    const [first] = spans;
    const source = describeSource({
      document: documentName(passage.document),
      ...(passage.page !== undefined && { page: passage.page }),
      ...(first && { start: passage.start + first.start, end: passage.start + first.end }),
    });
    const shown = passageForTerminal(passage.text, attention.words, spans, { styled, room });
    return `  ${plainText(source)}\n    ${shown.trim()}\n`;
  });
  return `${plainText(found.answer)} (${found.score.toFixed(3)})\n${cited.join('')}`;
}
