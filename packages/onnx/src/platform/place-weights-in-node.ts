import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { OnnxError } from '../errors.js';
import type { Graph } from '../graph/graph.js';
import type { FileLocation, Weight } from '../weights/weight-store.js';
import { readWeightBytes } from './read-weight-bytes.js';
import type { WeightPlacement } from './weight-placement.js';

/** ONNX Runtime reads small initializers while it checks shapes; those it wants inside the model. */
const smallestExternal = 1024;

/** Weights stay in their files, and travel inside the model where they come as bytes or are tiny. */
export function placeWeights(graph: Graph): WeightPlacement {
  const resolve = realPaths();
  const folder = commonFolder(
    graph.weights.flatMap(({ entry }) => (isExternal(entry) ? [dirname(resolve(entry.location.file))] : [])),
  );
  return {
    folder,
    content: ({ entry }) => {
      if (!isExternal(entry) || folder === undefined) return { bytes: readWeightBytes(entry) };
      const { file, offset, length } = entry.location;
      return { location: relative(folder, resolve(file)).split(sep).join('/'), offset, length };
    },
  };
}

type FileEntry = Weight & { readonly location: FileLocation };

function isExternal(entry: Weight): entry is FileEntry {
  return 'file' in entry.location && entry.location.length >= smallestExternal;
}

/** ONNX Runtime refuses files outside the folder after following links, so the links are followed first. */
function realPaths(): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    const found = known.get(file);
    if (found !== undefined) return found;
    try {
      const real = realpathSync(file);
      known.set(file, real);
      return real;
    } catch (cause) {
      throw new OnnxError('session-failed', `the weight file ${file} could not be opened`, { cause });
    }
  };
}

function commonFolder(folders: readonly string[]): string | undefined {
  const [first, ...others] = folders;
  if (first === undefined) return undefined;
  let common = first;
  for (const folder of others) {
    while (folder !== common && !folder.startsWith(common.endsWith(sep) ? common : common + sep)) {
      if (dirname(common) === common) return undefined;
      common = dirname(common);
    }
  }
  return common;
}
