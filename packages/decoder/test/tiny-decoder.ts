import type { Memory } from '@crossattn/core';
import { createSession } from '@crossattn/onnx';
import { GraphDecoder } from '../src/decoder/graph-decoder.js';
import { memorySources, type QueryableMemory } from '../src/decoder/memory-sources.js';
import { StepSessions } from '../src/decoder/step-sessions.js';
import { decoderShape } from '../src/graph/decoder-shape.js';
import { composeProjectGraph } from '../src/graph/project-graph.js';
import { GraphStepper } from '../src/step/graph-stepper.js';
import { MEMORY_WIDTH, tinyCheckpoint } from './tiny-checkpoint.js';

/** The tiny decoder on the real runtime, with its steps in reach. */
export async function loadTinyDecoder() {
  const checkpoint = tinyCheckpoint();
  const { config, weights } = checkpoint;
  const project = await createSession(composeProjectGraph(config.decoder, weights, MEMORY_WIDTH), { threads: 1 });
  const steps = new StepSessions(config.decoder, weights, { threads: 1 });
  const decoder = new GraphDecoder(config, MEMORY_WIDTH, { project, steps });
  const stepperOver = async (...memories: readonly QueryableMemory[]): Promise<GraphStepper> => {
    const sources = memorySources(memories, decoder.identity);
    return new GraphStepper(await steps.get(sources[0]?.length ?? 1), decoderShape(config.decoder), sources);
  };
  const stepper = async (...memories: readonly Memory[]) =>
    stepperOver(...(await Promise.all(memories.map((memory) => decoder.project(memory)))));
  return { checkpoint, decoder, stepper, stepperOver };
}
