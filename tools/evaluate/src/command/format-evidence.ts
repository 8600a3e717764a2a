import type { Estimate } from '../evidence/summarize-evidence.js';
import type { EvidenceReport, SplitEvidence } from './evidence.js';

/** The report as tables for people. */
export function formatEvidence({ model, data, cells, draws, compared, reported }: EvidenceReport): string {
  const head = `captions by ${model}, photos of ${data}
covered: the ${cells} most attended cells, in the photo's mean colour, against ${draws} random draws of ${cells}
`;
  return [head, ...(compared ? [formatSplit(compared)] : []), formatSplit(reported)].join('\n');
}

function formatSplit({ split, photos, words, randomDrop, gazes }: SplitEvidence): string {
  const share = ({ value, low, high }: Estimate) =>
    `${(value * 100).toFixed(1)}% (${(low * 100).toFixed(0)}-${(high * 100).toFixed(0)})`;
  const rows = [
    ['way of looking', 'over one draw', 'over their mean', 'over other words', 'nats lost'],
    ...gazes.map(({ gaze, overOneDraw, overMeanDraw, overOtherWords, drop }) => [
      gaze,
      share(overOneDraw),
      share(overMeanDraw),
      share(overOtherWords),
      drop.value.toFixed(3),
    ]),
    ['cells at random', '', '', '', randomDrop.toFixed(3)],
  ];
  const lines = rows.map(([name = '', ...columns]) =>
    `${name.padEnd(34)}${columns.map((column) => column.padEnd(18)).join('')}`.trimEnd(),
  );
  return `split ${split}: ${words} content words of ${photos} photos; 95% intervals over photos
${lines.join('\n')}
`;
}
