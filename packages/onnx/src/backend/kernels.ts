import type { RuntimeSession } from '../session/runtime-session.js';
import { attentionGraph } from './attention-graph.js';
import type { PlannedRun } from './call-plan.js';
import type { NormalisingFeatures } from './compose-weights.js';
import type { ComputeType } from './compute-tensor.js';
import { gradientGraph } from './gradient-graph.js';
import { mixingGraph } from './mixing-graph.js';
import { normalisingGraph } from './normalising-graph.js';
import type { SessionPool } from './session-pool.js';

/** The session that computes a run. */
export function attentionSession(pool: SessionPool, run: PlannedRun, withWeights: boolean): Promise<RuntimeSession> {
  const { features, graph } = run;
  const key = withWeights ? `attention-weights-${graph}` : `attention-${graph}`;
  return pool.session(key, () => attentionGraph(key, features, withWeights), threads(features.small));
}

/** The session that computes the gradient of a run. */
export function gradientSession(pool: SessionPool, { features, graph }: PlannedRun): Promise<RuntimeSession> {
  const key = `attention-gradient-${graph}`;
  return pool.session(key, () => gradientGraph(key, features), threads(features.small));
}

/** The session that makes weights of scores. */
export function normalisingSession(pool: SessionPool, features: NormalisingFeatures): Promise<RuntimeSession> {
  const { type, bias, softcap } = features;
  const key = ['attention-normalising', type, softcap && 'softcap', bias && 'bias'].filter(Boolean).join('-');
  return pool.session(key, () => normalisingGraph(key, features));
}

/** The session that mixes values by weights. */
export function mixingSession(pool: SessionPool, type: ComputeType): Promise<RuntimeSession> {
  return pool.session(`mixing-${type}`, () => mixingGraph(type));
}

/** One thread does small work, whatever the options say. */
function threads(small: boolean): { readonly threads?: number } {
  return small ? { threads: 1 } : {};
}
