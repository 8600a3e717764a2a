import type { AttentionBackend, Tensor } from '@crossattn/core';
import { readAttributes } from './attention-node-attributes.js';
import { compareTensors } from './compare-tensors.js';
import { ConformanceError } from './conformance-error.js';
import { type NodeTest, readNodeTests } from './node-test.js';
import { runAttentionNode } from './run-attention-node.js';

/** What came of one case. */
export interface NodeTestResult {
  readonly name: string;
  readonly passed: boolean;
  /** The largest absolute difference over all outputs; null where there is none to measure. */
  readonly maxError: number | null;
  /** Why it failed; null where it passed. */
  readonly reason: string | null;
}

/** Runs all data sets of a case's folder; what cannot be read or run is a failure, never an exception. */
export async function runNodeTests(folder: string, name: string, backend: AttentionBackend): Promise<NodeTestResult[]> {
  let tests: NodeTest[];
  try {
    tests = readNodeTests(folder);
  } catch (cause) {
    return [failure(name, cause)];
  }
  const results: NodeTestResult[] = [];
  for (const test of tests) {
    try {
      results.push(await runNodeTest(test, backend));
    } catch (cause) {
      results.push(failure(test.name, cause));
    }
  }
  return results;
}

async function runNodeTest(
  { name, node, inputs, outputs }: NodeTest,
  backend: AttentionBackend,
): Promise<NodeTestResult> {
  if (node.opType !== 'Attention' || node.domain !== '')
    throw new ConformanceError('unsupported-node', `expected a node Attention, got ${node.domain} ${node.opType}`);
  const results = await runAttentionNode(
    node.input.map((input) => inputs.get(input)),
    readAttributes(node),
    backend,
  );
  const comparisons = node.output.flatMap((output, index) => {
    const expected = outputs.get(output);
    return expected ? [compareTensors(output, results[index] as Tensor, expected)] : [];
  });
  if (comparisons.length === 0)
    throw new ConformanceError('unreadable-case', 'expected an output to compare, found none');
  const reason = comparisons.find((each) => each.reason)?.reason ?? null;
  const maxError = Math.max(...comparisons.map((each) => each.maxError));
  return { name, passed: reason === null, maxError: Number.isFinite(maxError) ? maxError : null, reason };
}

function failure(name: string, cause: unknown): NodeTestResult {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return { name, passed: false, maxError: null, reason };
}
