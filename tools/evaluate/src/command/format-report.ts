import { type CaptionScores, metricNames } from '../score-captions.js';

/** What a report says about the run beside the numbers. */
export interface ReportSubject {
  readonly data: string;
  readonly split: string;
  readonly source: string;
  /** Who wrote the captions: a model and its beams, or a file. */
  readonly author: string;
  /** Whether every caption was given to another photo. */
  readonly shuffled: boolean;
  readonly millisecondsPerPhoto?: number;
}

/** The report as a table for people. */
export function formatTable(subject: ReportSubject, { metrics, statistics }: CaptionScores): string {
  const { data, split, source, author, shuffled, millisecondsPerPhoto } = subject;
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  const rows = [
    ['metric', 'value', '95% interval'],
    ...metricNames.map((name) => {
      const { value, low, high } = metrics[name];
      return [name, value.toFixed(4), `${low.toFixed(4)} to ${high.toFixed(4)}`];
    }),
    [],
    ['distinct captions', `${statistics.distinct} of ${statistics.captions}`],
    ['with a bigram twice', percent(statistics.repeatedBigram)],
    ['with a trigram twice', percent(statistics.repeatedTrigram)],
    ['different words', `${statistics.vocabulary}`],
    ['words a caption', statistics.meanLength.toFixed(2)],
    ...(millisecondsPerPhoto === undefined ? [] : [['milliseconds a photo', millisecondsPerPhoto.toFixed(1)]]),
  ];
  const lines = rows.map(([name = '', value = '', interval = '']) =>
    `${name.padEnd(22)}${value.padEnd(8)}${interval}`.trimEnd(),
  );
  return `${statistics.captions} photos of ${data}: source ${source}, split ${split}
captions by ${author}${shuffled ? ', each given to another photo' : ''}

${lines.join('\n')}
`;
}

/** The report as one JSON object on one line. */
export function formatJson(subject: ReportSubject, scores: CaptionScores): string {
  return `${JSON.stringify({ ...subject, ...scores })}\n`;
}
