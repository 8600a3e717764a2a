import { type Rgb, toRgb } from './oklab.js';

/** One colour of the scale: sRGB and opacity, 8 bits each. */
export type HeatColour = readonly [...Rgb, alpha: number];

/**
 * The colour scale of heat maps, 256 steps: what was not looked at lies under a dark veil, what was looked at glows from
 * violet over red to yellow. Lightness grows evenly, so that it also reads in grey and with any kind of colour vision.
 */
export function heatColours(): readonly HeatColour[] {
  return Array.from({ length: 256 }, (_, step): HeatColour => {
    const heat = step / 255;
    const colour = toRgb({
      lightness: 0.14 + 0.78 * heat,
      chroma: 0.06 + 0.16 * Math.sin(Math.PI * Math.min(1, heat * 0.9)),
      hue: 290 + 170 * heat,
    });
    const opacity = 0.66 - 0.3 * Math.sin(Math.PI * heat * 0.75);
    return [...colour, Math.round(255 * opacity)];
  });
}

/** A colour as CSS and SVG write it, without its opacity. */
export function cssColour([red, green, blue]: HeatColour): string {
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
