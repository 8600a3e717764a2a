export type { Weight, WeightLocation, WeightStore } from './weight-store.js';
