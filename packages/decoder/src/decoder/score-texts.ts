import type { GraphStepper } from '../step/graph-stepper.js';
import type { ScoreRow } from './plan-score.js';

/** Most scored tokens that run at once: their distributions over the vocabulary are all held. */
const TOKENS_AT_ONCE = 1024;

/**
 * Log-probabilities of the scored tokens of each row. A prompt that several texts of a memory continue is read once, and
 * long lists run in pieces.
 *
 * @param rows ordered by item
 * @param stepper a fresh one for each piece
 */
export async function scoreTexts(
  rows: readonly ScoreRow[],
  stepper: () => GraphStepper,
  signal: AbortSignal | undefined,
): Promise<number[][]> {
  const results: number[][] = [];
  for (const piece of inPieces(rows)) {
    signal?.throwIfAborted();
    const shared = piece.some(({ item }, i) => piece[i + 1]?.item === item);
    results.push(...(await (shared ? scoreAfterPrompts(piece, stepper()) : scoreWhole(piece, stepper()))));
  }
  signal?.throwIfAborted();
  return results;
}

function inPieces(rows: readonly ScoreRow[]): ScoreRow[][] {
  const pieces: ScoreRow[][] = [];
  let room = 0;
  for (const row of rows) {
    room -= row.scored.length;
    if (room < 0 || pieces.length === 0) {
      pieces.push([]);
      room = TOKENS_AT_ONCE - row.scored.length;
    }
    pieces.at(-1)?.push(row);
  }
  return pieces;
}

async function scoreWhole(rows: readonly ScoreRow[], stepper: GraphStepper): Promise<number[][]> {
  const distributions = await stepper.scores(
    rows.map(({ item, prompt, scored }) => ({
      source: item,
      parent: -1,
      tokens: [...prompt, ...scored].slice(0, -1),
    })),
    rows.map(({ prompt, scored }) => scored.map((_, index) => prompt.length - 1 + index)),
    'log_probabilities',
  );
  return pick(
    distributions,
    stepper.vocabularySize,
    rows.map(({ scored }) => scored),
  );
}

async function scoreAfterPrompts(rows: readonly ScoreRow[], stepper: GraphStepper): Promise<number[][]> {
  const prompts = new Map(rows.map(({ item, prompt }) => [item, prompt]));
  const parents = new Map([...prompts.keys()].map((item, parent) => [item, parent]));
  const first = await stepper.scores(
    [...prompts].map(([source, tokens]) => ({ source, parent: -1, tokens })),
    [...prompts.values()].map((tokens) => [tokens.length - 1]),
    'log_probabilities',
  );
  const results = rows.map(({ item, scored: [id = 0] }) => [
    first[(parents.get(item) as number) * stepper.vocabularySize + id] as number,
  ]);
  const longer = [...rows.keys()].filter((row) => (rows[row] as ScoreRow).scored.length > 1);
  if (longer.length === 0) return results;
  const continued = longer.map((row) => rows[row] as ScoreRow);
  const rest = await stepper.scores(
    continued.map(({ item, scored }) => ({
      source: item,
      parent: parents.get(item) as number,
      tokens: scored.slice(0, -1),
    })),
    continued.map(({ scored }) => [...scored.slice(1).keys()]),
    'log_probabilities',
  );
  const picked = pick(
    rest,
    stepper.vocabularySize,
    continued.map(({ scored }) => scored.slice(1)),
  );
  for (const [i, row] of longer.entries()) results[row]?.push(...(picked[i] as number[]));
  return results;
}

/** The value of each token in its distribution, `[all tokens, vocabularySize]`. */
function pick(distributions: Float32Array, vocabularySize: number, tokens: readonly (readonly number[])[]): number[][] {
  let place = 0;
  return tokens.map((ids) => ids.map((id) => distributions[place++ * vocabularySize + id] as number));
}
