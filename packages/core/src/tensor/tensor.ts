/** The array that holds the elements of each type. float16 and bfloat16 travel as their raw 16 bits. */
export interface ElementArrays {
  float64: Float64Array;
  float32: Float32Array;
  float16: Uint16Array;
  bfloat16: Uint16Array;
  int64: BigInt64Array;
  int32: Int32Array;
  int8: Int8Array;
  uint8: Uint8Array;
  /** One byte an element, 0 or 1. */
  bool: Uint8Array;
}

/** The name of an element type. */
export type ElementType = keyof ElementArrays;

/** A dense, row-major array with a shape. Plain data: any object of this form will do. */
export interface Tensor<Type extends ElementType = ElementType> {
  /** Element type; decides the class of `data`. */
  readonly type: Type;
  /** Whole sizes of 0 or more, the slowest dimension first. */
  readonly shape: readonly number[];
  /** As many elements as the sizes multiply to. */
  readonly data: ElementArrays[Type];
}
