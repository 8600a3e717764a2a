import type { Session } from '../session/session.js';
import { type AttentionFeatures, attentionGraph } from './attention-graph.js';
import type { ComputeType } from './compute-tensor.js';
import { mixingGraph } from './mixing-graph.js';
import type { SessionPool } from './session-pool.js';

/** The session that computes attention with these features. */
export function attentionSession(pool: SessionPool, features: AttentionFeatures): Promise<Session> {
  const { type, bias, softcap } = features;
  return pool.session(`attention ${type} ${bias} ${softcap}`, () => attentionGraph(features));
}

/** The session that mixes values by weights. */
export function mixingSession(pool: SessionPool, type: ComputeType): Promise<Session> {
  return pool.session(`mixing ${type}`, () => mixingGraph(type));
}
