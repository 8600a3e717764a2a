import type { Calibration } from '../model/reader-config.js';
import type { Answer, Citation, ReadingAttention } from './answer.js';
import { attentionOf } from './attention-of.js';
import { normalizedAnswer } from './normalized-answer.js';
import type { ReadPassage } from './read-passage.js';
import { trimmedSpan } from './trimmed-span.js';

interface Candidate {
  readonly answer: string;
  /** The logarithm of its odds against "nowhere". */
  readonly score: number;
  /** The same with its passage's prior. */
  readonly weighted: number;
  readonly citation: Citation;
}

/**
 * The answers that passages give to a question, by score, and "not in these passages": first where it is likelier than
 * all answers together, else behind the best of them.
 */
export function chooseAnswers(passages: readonly ReadPassage[], { threshold, temperature }: Calibration): Answer[] {
  const attention = attentionOf(passages);
  const candidates = candidatesOf(passages, attention);
  const [best] = candidates;
  if (best === undefined) return [{ answer: null, score: 1, citations: [], attention }];
  const likeliest = candidates.reduce((most, { score }) => Math.max(most, score), -Infinity);
  const declined = 1 / (1 + Math.exp((likeliest - threshold) / temperature));
  const odds = candidates.map(({ weighted }) => Math.exp(weighted - best.weighted));
  const total = odds.reduce((sum, share) => sum + share, 0);

  const merged = new Map<string, { answer: string; score: number; citations: Citation[] }>();
  for (const [index, { answer, citation }] of candidates.entries()) {
    const score = ((1 - declined) * (odds[index] as number)) / total;
    const key = normalizedAnswer(answer);
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { answer, score, citations: [citation] });
    else {
      same.score += score;
      same.citations.push(citation);
    }
  }
  const none: Answer = { answer: null, score: declined, citations: [], attention };
  const byScore = (left: Answer, right: Answer) => right.score - left.score;
  const found = Array.from(merged.values(), (answer): Answer => ({ ...answer, attention })).sort(byScore);
  if (declined > 0.5) return [none, ...found];
  const [first, ...others] = found as [Answer, ...Answer[]];
  return [first, ...[none, ...others].sort(byScore)];
}

/** The possible answers of all passages, the best first. */
function candidatesOf(passages: readonly ReadPassage[], attention: ReadingAttention): Candidate[] {
  return passages
    .flatMap(({ text, prior, words, spans }, passage) =>
      spans.map(({ first, last, score }) => {
        const { start, end } = trimmedSpan(text, {
          start: words[first]?.start as number,
          end: words[last]?.end as number,
        });
        const weight = attention.passages[passage]?.weight as number;
        return {
          answer: text.slice(start, end),
          score,
          weighted: score + prior,
          citation: { passage, start, end, weight },
        };
      }),
    )
    .sort((left, right) => right.weighted - left.weighted || left.citation.passage - right.citation.passage);
}
