import type { EfficientNetLiteConfig } from '@crossattn/checkpoint';

/** Cells along one side of the map that comes out: every stride divides, rounding up. */
export function mapSide({ imageSize, stem, stages }: EfficientNetLiteConfig): number {
  const strides = [stem.stride, ...stages.map(({ stride }) => stride)];
  return strides.reduce((side, stride) => Math.ceil(side / stride), imageSize);
}
