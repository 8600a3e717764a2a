import type { MeanScore } from '../statistics/group-means.js';
import type { GroupScores } from '../vqa/score-answers.js';

/** What `evaluate vqa` found. */
export interface VqaReport {
  readonly data: string;
  /** Who answered: a model and its beams, or a file. */
  readonly author: string;
  /** File with the answers of a model that was trained without photos. */
  readonly trainedBlind?: string;
  readonly millisecondsPerQuestion?: number;
  readonly groups: readonly GroupScores[];
  readonly sensitivity?: {
    /** Questions that were asked of two photos with different true answers. */
    readonly questions: number;
    /** How many of them the other photo moved by more than `above` nats. */
    readonly moved: number;
    readonly above: number;
    /** Of the movements, in nats. */
    readonly median: number;
  };
}

/** The report as a table for people. */
export function formatVqaReport(report: VqaReport): string {
  const { data, author, groups, sensitivity, millisecondsPerQuestion } = report;
  const trained = groups.some(({ trainedBlind }) => trainedBlind);
  const heads = [
    'source',
    'type',
    'questions',
    'exact',
    '95% interval',
    'consensus',
    'blind',
    'above blind',
    'majority',
  ];
  const rows = [trained ? [...heads, 'trained blind'] : heads, ...groups.map((group) => row(group, trained))];
  const widths = heads.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  const notes = [
    ...(sensitivity
      ? [
          `another photo moves the answers by more than ${sensitivity.above} nats on ${sensitivity.moved} of ` +
            `${sensitivity.questions} questions, by ${sensitivity.median.toFixed(2)} in the median`,
        ]
      : []),
    ...(millisecondsPerQuestion ? [`${millisecondsPerQuestion.toFixed(1)} milliseconds a question`] : []),
    ...(groups.every(({ annotators }) => annotators === 1) ? [oneAnnotator] : []),
  ];
  return `questions of ${data}\nanswers by ${author}\n\n${lines.join('\n')}\n\n${notes.join('\n')}\n`;
}

const oneAnnotator =
  'one annotator a question: the consensus measure is an exact match without articles and with numbers as digits';

function row(
  { source, type, questions, exact, consensus, blind, aboveBlind, majority, trainedBlind }: GroupScores,
  trained: boolean,
): string[] {
  return [
    source,
    type,
    `${questions}`,
    value(exact),
    interval(exact),
    value(consensus),
    value(blind),
    aboveBlind ? `${value(aboveBlind)} (${interval(aboveBlind)})` : '-',
    value(majority),
    ...(trained ? [value(trainedBlind)] : []),
  ];
}

function value(score: MeanScore | undefined): string {
  return score?.value.toFixed(3) ?? '-';
}

function interval({ low, high }: MeanScore): string {
  return `${low.toFixed(3)} to ${high.toFixed(3)}`;
}
