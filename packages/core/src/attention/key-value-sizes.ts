import type { AttentionElementType, KeyValueCall } from '../backend/backend.js';

/** What queries have to fit. */
export interface KeyValueSizes {
  readonly type: AttentionElementType;
  /** `B` */
  readonly batch: number;
  /** `Hkv` */
  readonly heads: number;
  /** `N` */
  readonly length: number;
  /** `D` */
  readonly headSize: number;
  /** `Dv` */
  readonly valueHeadSize: number;
}

export function keyValueSizes({ key, value }: KeyValueCall): KeyValueSizes {
  const [batch, heads, length, headSize] = key.shape as [number, number, number, number];
  return { type: key.type, batch, heads, length, headSize, valueHeadSize: value.shape[3] as number };
}
