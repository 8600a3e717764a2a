import type { ElementType } from '@crossattn/core';
import type { Tensor as RuntimeTensor } from 'onnxruntime-node';

/** A tensor on the GPU, until it is disposed. */
export class DeviceTensor implements Disposable {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly native: RuntimeTensor;

  /** @param native - Of this type and shape; becomes this object's to dispose. */
  constructor(native: RuntimeTensor, type: ElementType) {
    this.native = native;
    this.type = type;
    this.shape = native.dims;
  }

  [Symbol.dispose](): void {
    this.native.dispose();
  }
}
