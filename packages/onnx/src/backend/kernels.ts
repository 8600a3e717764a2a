import type { Session } from '../session/session.js';
import { type AttentionFeatures, graphName } from './attention-features.js';
import { attentionGraph } from './attention-graph.js';
import type { ComputeType } from './compute-tensor.js';
import { gradientGraph } from './gradient-graph.js';
import { mixingGraph } from './mixing-graph.js';
import type { SessionPool } from './session-pool.js';

/** The session that computes attention with these features. */
export function attentionSession(
  pool: SessionPool,
  features: AttentionFeatures,
  withWeights: boolean,
): Promise<Session> {
  const key = graphName(withWeights ? 'attention-weights' : 'attention', features);
  return pool.session(key, () => attentionGraph(features, withWeights), features.small);
}

/** The session that computes the gradient of attention with these features. */
export function gradientSession(pool: SessionPool, features: AttentionFeatures): Promise<Session> {
  return pool.session(graphName('attention-gradient', features), () => gradientGraph(features), features.small);
}

/** The session that mixes values by weights. */
export function mixingSession(pool: SessionPool, type: ComputeType): Promise<Session> {
  return pool.session(`mixing-${type}`, () => mixingGraph(type));
}
