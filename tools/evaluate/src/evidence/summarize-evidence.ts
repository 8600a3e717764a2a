import { bootstrapIntervals, type Interval } from '../statistics/bootstrap.js';
import type { MeasuredEvidence } from './measure-evidence.js';
import type { PhotoEvidence } from './photo-evidence.js';

/** A number with its bootstrap 95% interval over photos. */
export interface Estimate extends Interval {
  readonly value: number;
}

/** How well one way of looking finds what a word depends on. */
export interface GazeSummary {
  readonly gaze: string;
  /** Share of words whose cover lowers them more than a random one: over all pairs of a word and a draw. */
  readonly overOneDraw: Estimate;
  /** Share of words whose cover lowers them more than the mean of the random ones. */
  readonly overMeanDraw: Estimate;
  /** Share of words whose cover lowers them more than the covers of the caption's other words do on average. */
  readonly overOtherWords: Estimate;
  /** Nats by which the cover lowers a word, on average. */
  readonly drop: Estimate;
}

/** All ways of looking, in the order in which they were measured. */
export interface EvidenceSummary {
  readonly photos: number;
  readonly words: number;
  /** Nats by which a random cover lowers a word, on average. */
  readonly randomDrop: number;
  readonly gazes: readonly GazeSummary[];
}

/** Puts the measurements of all photos together. */
export function summarizeEvidence({ gazes, photos }: Pick<MeasuredEvidence, 'gazes' | 'photos'>): EvidenceSummary {
  const tallies = photos.map((photo) => gazes.map((_, gaze) => tally(photo, gaze)));
  const measure = (indices: readonly number[]) =>
    gazes.flatMap((_, gaze) => shares(indices.map((photo) => tallies[photo]?.[gaze] as Tally)));
  const values = measure([...photos.keys()]);
  const intervals = bootstrapIntervals(photos.length, measure);
  const words = photos.flatMap((photo) => photo.words);
  const draws = words.flatMap(({ random }) => random);
  return {
    photos: photos.length,
    words: words.length,
    randomDrop: draws.reduce((sum, drop) => sum + drop, 0) / draws.length,
    gazes: gazes.map((gaze, index) => {
      const estimate = (place: number): Estimate => {
        const at = index * numbersOfAGaze + place;
        return { value: values[at] as number, ...(intervals[at] as Interval) };
      };
      return {
        gaze,
        overOneDraw: estimate(0),
        overMeanDraw: estimate(1),
        overOtherWords: estimate(2),
        drop: estimate(3),
      };
    }),
  };
}

const numbersOfAGaze = 4;

interface Tally {
  readonly words: number;
  readonly pairs: number;
  readonly overOneDraw: number;
  readonly overMeanDraw: number;
  readonly compared: number;
  readonly overOtherWords: number;
  readonly drop: number;
}

function tally({ words }: PhotoEvidence, gaze: number): Tally {
  const counted = { words: 0, pairs: 0, overOneDraw: 0, overMeanDraw: 0, compared: 0, overOtherWords: 0, drop: 0 };
  for (const { attended, others, random } of words) {
    const drop = attended[gaze] as number;
    const other = others[gaze];
    counted.words += 1;
    counted.pairs += random.length;
    counted.overOneDraw += random.filter((drawn) => drop > drawn).length;
    counted.overMeanDraw += drop > random.reduce((sum, drawn) => sum + drawn, 0) / random.length ? 1 : 0;
    if (other !== undefined) {
      counted.compared += 1;
      counted.overOtherWords += drop > other ? 1 : 0;
    }
    counted.drop += drop;
  }
  return counted;
}

function shares(tallies: readonly Tally[]): number[] {
  const sum = (field: keyof Tally) => tallies.reduce((total, own) => total + own[field], 0);
  const words = sum('words');
  return [
    sum('overOneDraw') / sum('pairs'),
    sum('overMeanDraw') / words,
    sum('overOtherWords') / sum('compared'),
    sum('drop') / words,
  ];
}
