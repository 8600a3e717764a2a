import type { AbsentPeer, Contestant } from '../contestant.js';
import type { OpTensors } from '../op-tensors.js';
import { createPlainLoops } from './plain-loops.js';
import { createPyTorch } from './pytorch.js';
import { createNodePeer, nodePeers } from './runtime-node-peer.js';
import { createRuvector, ruvectorClasses } from './ruvector.js';
import { createTensorflow, tensorflowBackends } from './tensorflow.js';

/** What the backend is compared with. */
export interface Peers {
  readonly contestants: readonly Contestant[];
  readonly absent: readonly AbsentPeer[];
}

/** Every peer on one problem, ready to be timed. */
export async function createPeers(tensors: OpTensors, threads: number, python: string): Promise<Peers> {
  const all: (Contestant | AbsentPeer)[] = [];
  for (const peer of nodePeers) all.push(await createNodePeer(peer, tensors, threads));
  for (const backend of tensorflowBackends) all.push(await createTensorflow(backend, tensors));
  for (const className of ruvectorClasses) all.push(await createRuvector(className, tensors));
  all.push(createPlainLoops(tensors), await createPyTorch(python, tensors, threads));
  return {
    contestants: all.filter((peer) => 'run' in peer),
    absent: all.filter((peer) => 'reason' in peer),
  };
}
