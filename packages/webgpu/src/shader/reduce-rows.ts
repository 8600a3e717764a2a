import type { KernelVariant } from './kernel-variant.js';

/** The most entries that one thread combines in a row before the work is cut in two steps. */
const widestStep = 16;

/**
 * WGSL that combines a variable over the threads that share rows, so that all of them have the result: neighbours by
 * subgroup operations where they are to be had, the rest through workgroup memory.
 */
export function reduceRows(
  { tile, subgroupWidth }: KernelVariant,
  name: string,
  combine: (left: string, right: string) => string,
): string {
  const lines: string[] = [];
  let remaining = tile.keyThreads;
  let width = 1;
  while (remaining > 1 && width < subgroupWidth) {
    lines.push(`${name} = ${combine(name, `subgroupShuffleXor(${name}, ${width}u)`)};`);
    width *= 2;
    remaining /= 2;
  }
  const place = `y * ${tile.keyThreads}u`;
  while (remaining > 1) {
    const step = remaining > widestStep ? 8 : remaining;
    lines.push(
      'workgroupBarrier();',
      `reduction[${place} + x] = ${name};`,
      'workgroupBarrier();',
      '{',
      `  let first = ${place} + x / ${width * step}u * ${width * step}u + x % ${width}u;`,
      `  ${name} = reduction[first];`,
      `  for (var other = first + ${width}u; other < first + ${width * step}u; other += ${width}u) { ${name} = ${combine(name, 'reduction[other]')}; }`,
      '}',
    );
    width *= step;
    remaining /= step;
  }
  return lines.map((line) => `    ${line}`).join('\n');
}
