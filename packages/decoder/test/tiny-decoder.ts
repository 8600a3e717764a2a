import type { Memory } from '@crossattn/core';
import { createSession } from '@crossattn/onnx';
import { GraphDecoder } from '../src/decoder/graph-decoder.js';
import { decoderShape } from '../src/graph/decoder-shape.js';
import { composeProjectGraph } from '../src/graph/project-graph.js';
import { composeStepGraph } from '../src/graph/step-graph.js';
import type { ProjectedMemory } from '../src/memory/projected-memory.js';
import { GraphStepper } from '../src/step/graph-stepper.js';
import { MEMORY_WIDTH, tinyCheckpoint } from './tiny-checkpoint.js';

/** The tiny decoder on the real runtime, with its steps in reach. */
export async function loadTinyDecoder() {
  const checkpoint = tinyCheckpoint();
  const { config, weights } = checkpoint;
  const project = await createSession(composeProjectGraph(config.decoder, weights, MEMORY_WIDTH), { threads: 1 });
  const step = await createSession(composeStepGraph(config.decoder, weights), { threads: 1 });
  const decoder = new GraphDecoder(config, MEMORY_WIDTH, { project, step });
  const stepperOver = (...memories: readonly ProjectedMemory[]): GraphStepper => {
    const sources = memories.flatMap(({ content, batch }) =>
      Array.from({ length: batch }, (_, item) => ({ content, item })),
    );
    return new GraphStepper(step, decoderShape(config.decoder), sources);
  };
  const stepper = async (...memories: readonly Memory[]) =>
    stepperOver(...(await Promise.all(memories.map((memory) => decoder.project(memory)))));
  return { checkpoint, decoder, stepper, stepperOver };
}
