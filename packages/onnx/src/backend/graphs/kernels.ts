import type { Graph } from '../../graph/graph.js';
import type { ComputeType } from '../tensor/compute-tensor.js';
import type { AttentionFeatures } from './attention-features.js';
import { attentionGraph } from './attention-graph.js';
import { attentionNodeGraph } from './attention-node-graph.js';
import type { NormalisingFeatures } from './compose-weights.js';
import { gradientGraph } from './gradient-graph.js';
import { mixingGraph } from './mixing-graph.js';
import { normalisingGraph } from './normalising-graph.js';
import type { EventualSession, SessionPool } from './session-pool.js';

/** What decides over the graph of a run. */
interface KernelChoice {
  readonly features: AttentionFeatures;
  /** The name of the features. */
  readonly graph: string;
}

/** The session that computes a run. */
export function attentionSession(pool: SessionPool, run: KernelChoice, withWeights: boolean): EventualSession {
  const { features, graph } = run;
  if (withWeights)
    return pool.session(
      `weights-${graph}`,
      () => attentionGraph(`attention-weights-${graph}`, features, true),
      threads(features.small),
    );
  return pool.session(graph, () => outputGraph(`attention-${graph}`, features), threads(features.small));
}

function outputGraph(name: string, features: AttentionFeatures): Graph {
  const { oneNode, scaledFor } = features;
  const oneNodeFor = oneNode ? scaledFor : undefined;
  return oneNodeFor === undefined ? attentionGraph(name, features, false) : attentionNodeGraph(name, oneNodeFor);
}

/** The session that computes the gradient of a run. */
export function gradientSession(pool: SessionPool, { features, graph }: KernelChoice): EventualSession {
  const key = `attention-gradient-${graph}`;
  return pool.session(key, () => gradientGraph(key, features), threads(features.small));
}

/** The session that makes weights of scores. */
export function normalisingSession(pool: SessionPool, features: NormalisingFeatures): EventualSession {
  const { type, bias, softcap } = features;
  const key = ['attention-normalising', type, softcap && 'softcap', bias && 'bias'].filter(Boolean).join('-');
  return pool.session(key, () => normalisingGraph(key, features));
}

/** The session that mixes values by weights. */
export function mixingSession(pool: SessionPool, type: ComputeType): EventualSession {
  return pool.session(`mixing-${type}`, () => mixingGraph(type));
}

/** One thread does small work, whatever the options say. */
function threads(small: boolean): { readonly threads?: number } {
  return small ? { threads: 1 } : {};
}
