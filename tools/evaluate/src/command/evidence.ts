import { resolve } from 'node:path';
import { readCaptionRecords } from '../captions/caption-records.js';
import { blindGazes, comparedGazes, defaultGaze, type Gaze } from '../evidence/gaze.js';
import { measureEvidence } from '../evidence/measure-evidence.js';
import { type EvidenceSummary, type GazeSummary, summarizeEvidence } from '../evidence/summarize-evidence.js';
import { formatEvidence } from './format-evidence.js';
import { exitStatus, type Output } from './output.js';
import type { EvidenceCommand } from './parse-arguments.js';
import { Progress } from './progress.js';

/** A split and what was measured on it. */
export interface SplitEvidence extends EvidenceSummary {
  readonly split: string;
}

/** What `evaluate evidence` found. */
export interface EvidenceReport {
  readonly model: string;
  readonly data: string;
  readonly cells: number;
  readonly draws: number;
  /** Every way of looking, best first, where one was to be chosen. */
  readonly compared?: SplitEvidence;
  /** The default of lens, what knows nothing of the word, and the best of those compared. */
  readonly reported: SplitEvidence;
}

/** `evaluate evidence`; returns the exit status. */
export async function evaluateEvidence(command: EvidenceCommand, output: Output, signal: AbortSignal): Promise<number> {
  const { data, cells, draws, choose, split } = command;
  const every = (layers: number, heads: number) => [...comparedGazes(layers, heads), ...blindGazes];
  const compared =
    choose === undefined
      ? undefined
      : await measureSplit({ ...command, split: 'train', limit: choose }, every, output, signal);
  const best = compared && bestOf(compared.gazes.filter(({ gaze }) => !blindGazes.some(({ name }) => name === gaze)));
  const chosen = (layers: number, heads: number) => [
    defaultGaze,
    ...comparedGazes(layers, heads).filter(({ name }) => name === best?.gaze),
    ...blindGazes,
  ];
  const reported = await measureSplit(command, chosen, output, signal);
  const report: EvidenceReport = {
    model: reported.model,
    data: resolve(data),
    cells,
    draws,
    ...(compared && {
      compared: {
        ...compared,
        split: 'train',
        gazes: compared.gazes.toSorted((one, other) => rank(other) - rank(one)),
      },
    }),
    reported: { ...reported, split },
  };
  output.stdout(command.json ? `${JSON.stringify(report)}\n` : formatEvidence(report));
  return exitStatus.done;
}

async function measureSplit(
  command: EvidenceCommand,
  gazes: (layers: number, heads: number) => readonly Gaze[],
  output: Output,
  signal: AbortSignal,
): Promise<EvidenceSummary & { readonly model: string }> {
  const { data, model = 'embedded', threads, cells, draws } = command;
  const records = await readCaptionRecords(data, command);
  const progress = new Progress(records.length, output);
  const measured = await measureEvidence(
    records.map(({ image }) => resolve(data, image)),
    {
      model,
      ...(threads !== undefined && { threads }),
      cells,
      draws,
      gazes,
      signal,
      onProgress: (done) => progress.show(done),
    },
  );
  progress.clear();
  return { model: measured.model, ...summarizeEvidence(measured) };
}

function bestOf(gazes: readonly GazeSummary[]): GazeSummary | undefined {
  return gazes.toSorted((one, other) => rank(other) - rank(one))[0];
}

function rank({ overOneDraw }: GazeSummary): number {
  return overOneDraw.value;
}
