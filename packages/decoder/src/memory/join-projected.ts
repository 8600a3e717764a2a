import { DecoderError } from '../decoder-error.js';
import { JoinedMemory, type ProjectedRows } from './joined-memory.js';
import { ProjectedMemory } from './projected-memory.js';

/** What memories are joined of: a whole projected batch, or some of it. */
export type MemoryPart = ProjectedMemory | ProjectedRows;

/**
 * Joins projected memories along their positions: a photo and a question, several photos and a question. A query then
 * attends to all positions of all parts, as if the memories had been joined before they were projected; but nothing is
 * copied, so that any number of questions share the keys and values of one photo.
 *
 * The parts have batches of the same size, or of 1, which all share.
 *
 * @example
 * ```ts
 * const photo = await decoder.project(await imageEncoder.encode(['cat.jpg']));
 * const questions = await decoder.project(await textEncoder.encode(['what is this?', 'what colour is it?']));
 * const answers = await decoder.generate(joinProjected([photo, questions]), { task: 'answer' });
 * ```
 *
 * @throws DecoderError `invalid-memory` for parts that do not fit together, `wrong-memory` for parts of two decoders or
 * encoders
 */
export function joinProjected(parts: readonly MemoryPart[]): JoinedMemory {
  if (!Array.isArray(parts) || parts.length === 0) {
    throw new DecoderError('invalid-memory', 'parts: expected a list of at least one projected memory');
  }
  const rows = parts.map(rowsOf);
  const batch = Math.max(...rows.map((part) => part.rows.length));
  const [first] = rows as [ProjectedRows];
  return new JoinedMemory(
    rows.map((part, index) => {
      checkOrigin(part, first, index);
      if (part.rows.length === batch) return part;
      if (part.rows.length === 1) return { ...part, rows: new Array<number>(batch).fill(part.rows[0] as number) };
      throw new DecoderError(
        'invalid-memory',
        `parts[${index}]: expected a batch of 1 or ${batch}, as the largest part has, got ${part.rows.length}`,
      );
    }),
  );
}

function rowsOf(part: unknown, index: number): ProjectedRows {
  if (part instanceof ProjectedMemory)
    return { memory: part, rows: Array.from({ length: part.batch }, (_, row) => row) };
  const { memory, rows } = (part ?? {}) as Partial<ProjectedRows>;
  if (!(memory instanceof ProjectedMemory) || !Array.isArray(rows)) {
    throw new DecoderError(
      'invalid-memory',
      `parts[${index}]: expected a projected memory, or { memory, rows } of one`,
    );
  }
  const own: readonly unknown[] = [...rows];
  const wrong = own.findIndex((row) => !Number.isInteger(row) || Number(row) < 0 || Number(row) >= memory.batch);
  if (own.length === 0 || wrong >= 0) {
    throw new DecoderError(
      'invalid-memory',
      `parts[${index}].rows: expected at least one of the ${memory.batch} memories of the batch, counted from 0, got ${own.length === 0 ? 'none' : String(own[wrong])}`,
    );
  }
  return { memory, rows: own as number[] };
}

function checkOrigin({ memory }: ProjectedRows, first: ProjectedRows, index: number): void {
  for (const [maker, own, expected] of [
    ['decoder', memory.decoder, first.memory.decoder],
    ['encoder', memory.encoder, first.memory.encoder],
  ] as const) {
    if (own.name === expected.name && own.revision === expected.revision) continue;
    throw new DecoderError(
      'wrong-memory',
      `parts[${index}]: expected the ${maker} ${expected.name} ${expected.revision} of the first part, got ${own.name} ${own.revision}`,
    );
  }
}
