import { join } from 'node:path';
import { EvaluateError } from '../evaluate-error.js';
import { type JsonLine, readJsonLines } from './read-json-lines.js';

/** A photo and what people wrote of it: a line of `captions.jsonl`. */
export interface CaptionRecord {
  /** Path of the photo inside the data folder. */
  readonly image: string;
  readonly split: string;
  readonly source: string;
  readonly captions: readonly string[];
}

/** Which lines of `captions.jsonl` are meant; `all` means any. */
export interface CaptionSelection {
  readonly split: string;
  readonly source: string;
  readonly limit?: number;
}

/**
 * The photos of a data folder that are meant and that have captions, in the order of `captions.jsonl`.
 *
 * @throws EvaluateError `not-found`, `invalid-data`, `nothing-to-score`
 */
export async function readCaptionRecords(
  folder: string,
  { split, source, limit = Infinity }: CaptionSelection,
): Promise<CaptionRecord[]> {
  const path = join(folder, 'captions.jsonl');
  const records = (await readJsonLines(path)).map(parseRecord);
  const captioned = records.filter(({ captions }) => captions.length > 0);
  const chosen = captioned.filter(
    (record) => (split === 'all' || record.split === split) && (source === 'all' || record.source === source),
  );
  if (chosen.length > 0) return chosen.slice(0, limit);
  const there = [...new Set(captioned.map((record) => `${record.source}/${record.split}`))].join(', ');
  throw new EvaluateError(
    'nothing-to-score',
    `${path}: no photo with captions of source ${source} and split ${split}; it has ${there || 'none at all'}`,
  );
}

function parseRecord({ value, place }: JsonLine): CaptionRecord {
  const { captions } = value;
  if (!Array.isArray(captions) || !captions.every((caption) => typeof caption === 'string')) {
    throw new EvaluateError('invalid-data', `${place}: captions: expected a list of texts`);
  }
  return { image: text('image'), split: text('split'), source: text('source'), captions };

  function text(name: string): string {
    const field = value[name];
    if (typeof field === 'string') return field;
    throw new EvaluateError('invalid-data', `${place}: ${name}: expected a text, came ${JSON.stringify(field)}`);
  }
}
