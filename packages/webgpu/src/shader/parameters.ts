/** The kernel's uniform, field by field; `parameterBytes` writes the same order. */
const parameterFields = [
  // Sizes of this dispatch: queries of a head pair, keys of the segment, and how the work is cut.
  'rows',
  'keys',
  'rowTiles',
  'columnTiles',
  'splits',
  'keysPerSplit',
  'firstSplit',
  'workgroups',
  'pairs',
  // Where the dispatch lies within the segment and the call.
  'segmentPair',
  'firstPair',
  'firstRow',
  'firstKey',
  // Sizes of the call.
  'queries',
  'headGroups',
  'memoryRows',
  'keyHeads',
  // Element steps of mask and bias over [B x R, Hq, M, N], and the first element that is bound.
  'maskBatchStep',
  'maskHeadStep',
  'maskQueryStep',
  'maskKeyStep',
  'maskStart',
  'biasBatchStep',
  'biasHeadStep',
  'biasQueryStep',
  'biasKeyStep',
  'biasStart',
  // Bits of NaN, which WGSL has no literal for.
  'notANumber',
] as const;

const floatParameterFields = ['scale', 'softcap'] as const;

export type Parameters = Readonly<
  Record<(typeof parameterFields)[number] | (typeof floatParameterFields)[number], number>
>;

export const parametersStruct = `struct Parameters {
${parameterFields.map((field) => `  ${field}: u32,`).join('\n')}
${floatParameterFields.map((field) => `  ${field}: f32,`).join('\n')}
}`;

export function parameterBytes(parameters: Parameters): ArrayBuffer {
  const count = parameterFields.length + floatParameterFields.length;
  const bytes = new ArrayBuffer(Math.ceil(count / 4) * 16);
  const integers = new Uint32Array(bytes);
  const floats = new Float32Array(bytes);
  for (const [index, field] of parameterFields.entries()) integers[index] = parameters[field];
  for (const [index, field] of floatParameterFields.entries())
    floats[parameterFields.length + index] = parameters[field];
  return bytes;
}
