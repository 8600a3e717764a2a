import type { WeightStore } from '@crossattn/onnx';

/** The weights of a reader, and those of the encoder whose embeddings of word pieces it shares. */
export function readerWeights(reader: WeightStore, encoder: WeightStore): WeightStore {
  return {
    get: (name) => reader.get(name) ?? encoder.get(name),
    names: () => [...reader.names(), ...encoder.names().filter((name) => reader.get(name) === undefined)],
  };
}
