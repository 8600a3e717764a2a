/** A colour as lightness (0 to 1), chroma and hue (degrees) of OKLab: https://bottosson.github.io/posts/oklab/ */
export interface OklabColour {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** An sRGB colour, 8 bits each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The colour in sRGB; what a screen cannot show loses chroma, and keeps lightness and hue. */
export function toRgb({ lightness, chroma, hue }: OklabColour): Rgb {
  for (let kept = chroma; kept > 0; kept -= 0.002) {
    const linear = linearRgb(lightness, kept, hue);
    if (linear.every((value) => value > -1e-4 && value < 1.0001)) return encoded(linear);
  }
  return encoded(linearRgb(lightness, 0, hue));
}

function linearRgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

function encoded(linear: Rgb): Rgb {
  const [red, green, blue] = linear.map((value) => {
    const clamped = Math.min(1, Math.max(0, value));
    const curved = clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055;
    return Math.round(255 * curved);
  }) as [number, number, number];
  return [red, green, blue];
}
