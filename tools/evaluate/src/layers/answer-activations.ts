import type { Checkpoint } from '@crossattn/checkpoint';
import type { Tensor } from '@crossattn/core';
import { requireType } from '@crossattn/onnx';
import { createTextEncoder } from '@crossattn/text';
import { EvaluateError } from '../evaluate-error.js';
import { decoderActivations } from './decoder-activations.js';
import type { AnswerRecord } from './read-goldens.js';

/**
 * Encodes questions and runs the decoder over question, prompt and answer, with the states of photo and question put
 * one after the other by hand. Returns the states of all words and the logits of all tokens, question by question.
 *
 * @param photo - states `[1, cells, width]`
 * @throws EvaluateError `invalid-data` where the model answers no questions, or splits one into other words.
 */
export async function answerActivations(
  checkpoint: Checkpoint,
  photo: Tensor<'float32'>,
  records: readonly AnswerRecord[],
): Promise<{ readonly states: Float32Array; readonly logits: Float32Array }> {
  const prompt = checkpoint.config.tasks.answer?.prompt;
  if (prompt === undefined) throw new EvaluateError('invalid-data', `${checkpoint.name} answers no questions`);
  await using encoder = await createTextEncoder(checkpoint);
  const states: Float32Array[] = [];
  const logits: Float32Array[] = [];
  for (const { question, ids, tokens } of records) {
    const prepared = encoder.prepare(question);
    if (prepared.ids.join() !== ids.join()) {
      throw new EvaluateError('invalid-data', `${JSON.stringify(question)}: expected ids ${ids}, got ${prepared.ids}`);
    }
    const text = await encoder.encode(prepared);
    const joined = { ...photo, ...along(photo, text.states) };
    const decoded = await decoderActivations(checkpoint, joined, row([...ids, ...prompt, ...tokens]));
    states.push(text.states.data);
    logits.push(requireType(decoded.logits as Tensor, 'float32').data);
  }
  return { states: concatenated(states), logits: concatenated(logits) };
}

function along(photo: Tensor<'float32'>, text: Tensor<'float32'>): Pick<Tensor<'float32'>, 'shape' | 'data'> {
  const [, cells = 0, width = 0] = photo.shape;
  const [, words = 0] = text.shape;
  return { shape: [1, cells + words, width], data: concatenated([photo.data, text.data]) };
}

function row(ids: readonly number[]): Tensor<'int32'> {
  return { type: 'int32', shape: [1, ids.length], data: Int32Array.from(ids) };
}

function concatenated(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
