import { answerSpans } from '../cited/answer-spans.js';
import type { CitedAnswer } from '../cited/cited-answer.js';
import { describeSource, placeInSource } from '../cited/describe-source.js';
import { flowingText } from '../cited/flowing-text.js';
import { passageHtml } from '../cited/passage-html.js';
import type { ReadPassage } from '../cited/read-passage.js';
import { strongestWords } from '../cited/strongest-words.js';
import { escapeMarkup } from '../markup/escape-markup.js';
import { percent, shareBar } from './share-bar.js';

/** The number that a passage has on its page, counting from 1, by its index. */
export type PassageNumber = (passage: number) => number;

/** The best answer in large letters, or that there is none. */
export function drawVerdict(answers: readonly CitedAnswer[], passages: number): string {
  const [best] = answers;
  if (best?.answer != null) {
    return `<p class="label">Answer</p>\n<p class="best" dir="auto">${escapeMarkup(best.answer)}</p>`;
  }
  const where =
    passages === 0
      ? 'no passage was found for the question'
      : `not in the ${passages === 1 ? 'passage that was' : `${passages} passages that were`} read`;
  return `<p class="label">Answer</p>\n<p class="best">I did not find this: ${where}.</p>`;
}

/** All answers with their scores and the passages that they were read from. */
export function drawAnswers(answers: readonly CitedAnswer[], number: PassageNumber): string {
  if (answers.length === 0) return '';
  const items = answers.map(({ answer, score, citations }, index) => {
    const text =
      answer === null
        ? '<span class="text none">not in these passages</span>'
        : `<span class="text" dir="auto">${escapeMarkup(answer)}</span>`;
    const numbers = [...new Set(citations.map(({ passage }) => number(passage)))].sort((one, other) => one - other);
    const links = numbers.map((own) => `<a href="#passage-${own}">passage ${own}</a>`).join(', ');
    return `<li><span class="label">${index + 1}</span>${text}${shareBar(score, 'sure')}${links ? `<span class="from">in ${links}</span>` : ''}</li>`;
  });
  const shown = answers.reduce((sum, { score }) => sum + score, 0);
  const rest =
    shown < 0.995
      ? `\n<p class="rest label">Answers that are not shown share the other ${percent(1 - shown)}.</p>`
      : '';
  return `<h2>Answers and how sure the reader is</h2>\n<ol class="answers">\n${items.join('\n')}\n</ol>${rest}`;
}

/** One passage with its source, its share of the attention, its words marked and its answers framed. */
export function drawPassage(
  passage: ReadPassage,
  index: number,
  answers: readonly CitedAnswer[],
  number: PassageNumber,
): string {
  const { text, words, share, title } = passage;
  const own = number(index);
  const strongest = strongestWords(passage)
    .map((word) => `“<bdi>${escapeMarkup(word.word)}</bdi>” ${percent(word.share)}`)
    .join(', ');
  const source = title === undefined ? placeInSource(passage).join(', ') : describeSource(passage);
  return `<article id="passage-${own}" aria-labelledby="title-${own}">
<header><div><h3 id="title-${own}">${own}. <bdi>${escapeMarkup(title ?? passage.document)}</bdi></h3>${source ? `\n<p class="source"><bdi>${escapeMarkup(source)}</bdi></p>` : ''}</div>
${shareBar(share, 'of the attention')}</header>
<p class="passage" dir="auto">${passageHtml(flowingText(text), words, answerSpans(answers, index))}</p>
${strongest ? `<p class="words">Looked at most: ${strongest} of what the passage got</p>\n` : ''}</article>`;
}

/** `1 passage`, `7 passages`. */
export function countPassages(passages: number): string {
  return passages === 1 ? '1 passage' : `${passages} passages`;
}
