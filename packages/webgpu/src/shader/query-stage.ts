import { type KernelTile, rowsOf, threadsOf } from '../plan/kernel-tile.js';
import type { KernelVariant } from './kernel-variant.js';

/** From a vector of the head to the next in the workgroup's queries. */
export function queryStride(tile: KernelTile): number {
  return rowsOf(tile) + 1;
}

/** WGSL that stages `vectors` vectors of the tile's queries from vector `first` on. */
export function stageQueries({ tile, headVectors }: KernelVariant, first: string, vectors: number): string {
  return `      for (var i = local; i < ${vectors * rowsOf(tile)}u; i += ${threadsOf(tile)}u) {
        let row = i / ${vectors}u;
        let vector = i % ${vectors}u;
        var loaded = vec4<f32>();
        if (firstRow + row < parameters.rows && ${first} + vector < ${headVectors}u) {
          loaded = unpack(query[(pair * parameters.rows + firstRow + row) * ${headVectors}u + ${first} + vector]);
        }
        queryStage[vector * ${queryStride(tile)}u + row] = loaded;
      }`;
}
