import type { ReadingQuestion } from '../collection/reading-collection.js';
import { sentencesOf } from './sentences.js';

/** Vectors of texts, of length 1: `data` holds those of all texts one after the other. */
export interface TextEmbedder {
  embed(texts: readonly string[]): Promise<TextVectors>;
}

interface TextVectors {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

const batch = 64;

/** The first sentence of each question's passage. */
export function firstSentences(questions: readonly ReadingQuestion[]): string[] {
  return questions.map(({ passage }) => sentencesOf(passage.text)[0] ?? '');
}

/** The sentence of each question's passage with the vector nearest to the question's, by cosine. */
export async function nearestSentences(
  questions: readonly ReadingQuestion[],
  embedder: TextEmbedder,
): Promise<string[]> {
  const passages = new Map(questions.map(({ passage }) => [passage.id, sentencesOf(passage.text)]));
  const sentences = [...passages.values()].flat();
  const sentenceVectors = await vectorsOf(sentences, embedder);
  const questionVectors = await vectorsOf(
    questions.map(({ question }) => question),
    embedder,
  );
  const first = new Map<string, number>();
  let count = 0;
  for (const [id, { length }] of passages) {
    first.set(id, count);
    count += length;
  }
  return questions.map(({ passage }, index) => {
    const begin = first.get(passage.id) as number;
    const own = passages.get(passage.id) as string[];
    const cosines = own.map((_, sentence) =>
      dot(questionVectors[index] as Float32Array, sentenceVectors[begin + sentence] as Float32Array),
    );
    return own[cosines.indexOf(Math.max(...cosines))] ?? '';
  });
}

async function vectorsOf(texts: readonly string[], embedder: TextEmbedder): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let begin = 0; begin < texts.length; begin += batch) {
    const { shape, data } = await embedder.embed(texts.slice(begin, begin + batch));
    const width = shape.at(-1) as number;
    const all = Float32Array.from(data);
    for (let at = 0; at < all.length; at += width) vectors.push(all.subarray(at, at + width));
  }
  return vectors;
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] as number), 0);
}
