import type { WeightLocation } from '@crossattn/onnx';
import type { SafetensorsHeader, TensorEntry } from './header.js';
import type { Safetensors } from './safetensors.js';

/** The part of a safetensors file that its header alone answers. */
export function indexTensors(
  { metadata, tensors }: SafetensorsHeader,
  locate: (entry: TensorEntry) => WeightLocation,
): Omit<Safetensors, 'read'> {
  return {
    metadata,
    names: () => [...tensors.keys()],
    get(name) {
      const entry = tensors.get(name);
      return entry && { name, type: entry.type, shape: entry.shape, location: locate(entry) };
    },
  };
}
