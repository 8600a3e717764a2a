import { elementArrayClass } from './element-arrays.js';
import type { ElementArrays, ElementType } from './tensor.js';

/**
 * The same elements in an array of this realm's own class over memory that no other thread writes to, which is all that
 * ONNX Runtime and WebGPU take: Dawn ends the process over shared memory. What lies in shared memory is copied; of a subclass
 * (a `Buffer`, say) or an array of another realm it is a view.
 */
export function plainElements<Type extends ElementType>(data: ElementArrays[Type], type: Type): ElementArrays[Type] {
  const { buffer } = data;
  const Elements = elementArrayClass(type);
  if (buffer instanceof ArrayBuffer && Object.getPrototypeOf(data) === Elements.prototype) return data;
  const isShared = Object.prototype.toString.call(buffer) === '[object SharedArrayBuffer]';
  return isShared ? new Elements(data) : new Elements(buffer, data.byteOffset, data.length);
}
