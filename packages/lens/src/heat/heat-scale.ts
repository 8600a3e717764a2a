/** Least density, in multiples of an even spread, that gets the strongest colour: a flat map must not look like a sharp one. */
const leastPeak = 2;

/**
 * Densities as steps of the colour scale, 0 to 255: 0 up to an even spread, 255 at the densest place, or at twice the
 * even spread where that is more.
 *
 * @param density - in multiples of an even spread
 */
export function heatSteps(density: Float64Array): Uint8Array {
  const peak = density.reduce((highest, value) => Math.max(highest, value), leastPeak);
  return Uint8Array.from(density, (value) => Math.round((255 * Math.max(0, value - 1)) / (peak - 1)));
}
