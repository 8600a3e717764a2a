import type { Machine } from './machine.js';
import { type Measurement, meetsTarget } from './measurement.js';

/** The result as a table for people. */
export function formatTable(machine: Machine, measurements: readonly Measurement[]): string {
  const rows = [
    ['', 'median', 'quartiles', 'range', 'n', 'relative', 'wanted', ''],
    ...measurements.map((measurement) => {
      const { name, unit, summary, relative, target } = measurement;
      const { median, lowerQuartile, upperQuartile, least, greatest, count } = summary;
      return [
        name,
        `${rounded(median)} ${unit}`,
        `${rounded(lowerQuartile)} to ${rounded(upperQuartile)}`,
        `${rounded(least)} to ${rounded(greatest)}`,
        String(count),
        relative ? `x ${rounded(relative.median)}` : '',
        target ? `${target.bound} ${target.value}` : '',
        { true: 'met', false: 'MISSED', undefined: '' }[String(meetsTarget(measurement))] ?? '',
      ];
    }),
  ];
  const widths = (rows[0] as string[]).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const { node, platform, processor, cores, memoryGigabytes, load } = machine;
  const heading = `Node ${node}, ${platform}, ${cores} cores of ${processor}, ${memoryGigabytes} GB, load ${load}`;
  return `${heading}\n\n${lines.join('\n')}\n`;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
