import type { Graph, GraphNode } from './graph.js';
import type { Value } from './value.js';

/**
 * Gives the values that are outputs their public names. A value that no node makes, or that is an output twice, goes
 * through an `Identity`.
 */
export function nameOutputs(graph: Omit<Graph, 'outputs'>, outputs: ReadonlyMap<string, Value>): Graph {
  const made = new Set(graph.nodes.flatMap((node) => node.outputs));
  const publicNames = new Map<string, string>();
  const identities: GraphNode[] = [];
  for (const [name, value] of outputs) {
    if (made.has(value.name) && !publicNames.has(value.name)) {
      publicNames.set(value.name, name);
    } else {
      const source = value.name;
      identities.push({
        name: `${name}/Identity`,
        operator: 'Identity',
        domain: '',
        inputs: [source],
        outputs: [name],
        attributes: {},
      });
    }
  }
  // A name inside the graph gives way to an output of the same name.
  const taken = new Set(outputs.keys());
  const rename = (name: string): string => {
    const publicName = publicNames.get(name);
    if (publicName !== undefined) return publicName;
    return taken.has(name) && made.has(name) ? `${name}/inner` : name;
  };
  const nodes = [...graph.nodes, ...identities].map((node, index) => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: index < graph.nodes.length ? node.outputs.map(rename) : node.outputs,
  }));
  return { ...graph, nodes, outputs: [...outputs].map(([name, value]) => ({ ...value, name })) };
}
