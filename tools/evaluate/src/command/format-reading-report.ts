import type { AnswerScores, SourceScores } from '../reading/answers/score-sources.js';
import type { CalibrationChoice, CalibrationEffect } from '../reading/declining/choose-calibration.js';
import type { DecliningScores } from '../reading/declining/score-declining.js';
import { type RetrievalScores, recallDepths } from '../reading/retrieval/score-retrieval.js';
import type { MeanScore } from '../statistics/group-means.js';
import { alignColumns } from './align-columns.js';

/** What `evaluate reading` found; what was not asked for is absent. */
export interface ReadingReport {
  readonly data: string;
  readonly model: string;
  /** Passages of the collection, and how many of them have a text that an earlier one has. */
  readonly passages: number;
  readonly copies: number;
  /** With the own passage given. */
  readonly given?: readonly SourceScores[];
  readonly millisecondsPerQuestion?: number;
  readonly declining?: DecliningScores;
  readonly retrieval?: RetrievalScores;
  readonly calibration?: CalibrationChoice;
}

/** The report as tables for people. */
export function formatReadingReport(report: ReadingReport): string {
  const { data, model, passages, copies, given, declining, retrieval, calibration } = report;
  const head = `${passages} passages of ${data}${copies > 0 ? `, ${copies} of them copies` : ''}\nread by ${model}`;
  const parts = [
    head,
    ...(given ? [formatGiven(given, report.millisecondsPerQuestion)] : []),
    ...(declining ? [formatDeclining(declining)] : []),
    ...(retrieval ? [formatRetrieval(retrieval)] : []),
    ...(calibration ? [formatChoice(calibration)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function formatGiven(sources: readonly SourceScores[], milliseconds: number | undefined): string {
  const names = Object.keys(sources[0]?.baselines ?? {});
  const rows = sources.map(({ source, questions, exact, f1, declined, spans, baselines }) => [
    source,
    `${questions}`,
    value(f1),
    interval(f1),
    value(exact),
    interval(exact),
    value(declined),
    value(spans.f1),
    value(spans.exact),
    ...names.map((name) => value((baselines[name] as AnswerScores).f1)),
  ]);
  const heads = [
    'source',
    'questions',
    'F1',
    '95% interval',
    'EM',
    '95% interval',
    'declined',
    'F1 of spans',
    'EM of spans',
  ];
  return [
    'with the own passage given',
    alignColumns([[...heads, ...names.map((name) => `F1 of ${name}`)], ...rows]),
    ...(milliseconds === undefined ? [] : [`${milliseconds.toFixed(1)} milliseconds a question`]),
  ].join('\n');
}

function formatDeclining({ answerable, unanswerable, calibrationError }: DecliningScores): string {
  const rows = [
    [answerable.name, `${answerable.questions}`, value(answerable.declined), interval(answerable.declined), '-', '-'],
    ...unanswerable.map(({ name, questions, declined, precision, area }) => [
      name,
      `${questions}`,
      value(declined),
      interval(declined),
      precision.toFixed(3),
      area.toFixed(3),
    ]),
  ];
  return [
    'declining',
    alignColumns([['questions to', 'questions', 'declined', '95% interval', 'precision', 'AUC'], ...rows]),
    `expected calibration error of "not in these passages": ${calibrationError.toFixed(3)}`,
  ].join('\n');
}

function formatRetrieval(scores: RetrievalScores): string {
  const { questions, passagesRead, exact, f1, spans, given, lost, declined, recall, citations } = scores;
  const answers = [
    ['', 'F1', '95% interval', 'EM', '95% interval', 'declined', 'F1 of spans', 'EM of spans'],
    [
      `${passagesRead} found`,
      ...[value(f1), interval(f1), value(exact), interval(exact)],
      ...[value(declined), value(spans.f1), value(spans.exact)],
    ],
    ['own passage', value(given.f1), interval(given.f1), value(given.exact), interval(given.exact)],
    ['difference', value(lost), interval(lost)],
  ];
  const found = [
    ['own passage within', ...recallDepths.map((depth) => `${depth}`), '95% interval'],
    ...Object.entries(recall).map(([list, means]) => [
      `by ${list}`,
      ...means.map(value),
      means.length > 0 ? interval(means.at(-1) as MeanScore) : '',
    ]),
  ];
  const cited = [
    ['own passage is', 'questions', 'most attended', 'cited first', 'found first', 'attended holds an answer'],
    ...Object.entries({ 'answer right': citations.right, all: citations.all }).map(([name, citation]) => [
      name,
      `${citation.questions}`,
      ...[citation.attended, citation.cited, citation.foundFirst, citation.holdsAnswer].map((share) =>
        share.toFixed(3),
      ),
    ]),
  ];
  return [
    `${questions} questions, searched for in all passages`,
    alignColumns(answers),
    alignColumns(found),
    alignColumns(cited),
  ].join('\n');
}

function formatChoice({ current, chosen, aim, before, after, alternatives }: CalibrationChoice): string {
  const names = after.declined.map(({ name }) => name);
  const row = (title: string, { threshold, declined, calibrationError }: CalibrationEffect) => [
    title,
    threshold.toFixed(3),
    ...declined.map(({ share }) => share.toFixed(3)),
    calibrationError.toFixed(3),
  ];
  return [
    `chosen on half of the passages, so that ${aim} of the answerable are declined; measured on the other half`,
    alignColumns([
      ['', 'threshold', ...names, 'calibration error'],
      row('as it is', before),
      row('chosen', after),
      ...alternatives.map((effect) => row(`at ${effect.aim}`, effect)),
    ]),
    `as it is  ${JSON.stringify(current)}`,
    `chosen    ${JSON.stringify(chosen)}`,
  ].join('\n');
}

function value(score: MeanScore): string {
  return score.value.toFixed(3);
}

function interval({ low, high }: MeanScore): string {
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}
