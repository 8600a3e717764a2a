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

/** More multiplications than this take peers that are slow at all sizes the better part of a minute for a call. */
const mostForSlowPeers = 1e9;

/** Every peer on one problem, ready to be timed; the slow ones only where a call ends soon. */
export async function createPeers(tensors: OpTensors, threads: number, python: string): Promise<Peers> {
  const all: (Contestant | AbsentPeer)[] = [];
  for (const peer of nodePeers) all.push(await createNodePeer(peer, tensors, threads));
  all.push(await createPyTorch(python, tensors, threads));
  if (multiplications(tensors) > mostForSlowPeers) {
    all.push({ name: 'tfjs, @ruvector/attention, plain loops', reason: 'a call of the largest shapes takes too long' });
  } else {
    for (const backend of tensorflowBackends) all.push(await createTensorflow(backend, tensors));
    for (const className of ruvectorClasses) all.push(await createRuvector(className, tensors));
    all.push(createPlainLoops(tensors));
  }
  return {
    contestants: all.filter((peer) => 'run' in peer),
    absent: all.filter((peer) => 'reason' in peer),
  };
}

function multiplications({ query, value }: OpTensors): number {
  const [batch = 0, heads = 0, queries = 0, headSize = 0] = query.shape;
  const [, , keys = 0, valueHeadSize = 0] = value.shape;
  return batch * heads * queries * keys * (headSize + valueHeadSize);
}
