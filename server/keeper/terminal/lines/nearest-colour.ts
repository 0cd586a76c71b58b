/** Gives each colour a terminal can show the nearest of the eight that have names. */
import { colourNames } from '../../../../shared/terminal/line.ts';
import type { ColourName } from '../../../../shared/terminal/line.ts';

/** Brightness (0 to 255) of the brightest part below which a colour counts as black. */
const DARK = 72;
/** First number of the palette's 6 × 6 × 6 cube, and of its greys. */
const CUBE = 16;
const GREYS = 232;

/** Name of a palette colour (0 to 255), or of one mixed as 0xRRGGBB. */
export function nearestColour(colour: number, isMixed: boolean): ColourName {
  if (isMixed) return nameOf(colour >> 16, (colour >> 8) & 0xff, colour & 0xff);
  // The second eight are brighter forms of the first.
  if (colour < CUBE) return colourNames[colour % 8] ?? 'white';
  if (colour >= GREYS) {
    const grey = (colour - GREYS) * 10 + 8;
    return nameOf(grey, grey, grey);
  }
  const place = colour - CUBE;
  return nameOf(level(place / 36), level((place / 6) % 6), level(place % 6));
}

/** Brightness of a step of the cube, as every terminal has it. */
function level(step: number): number {
  const whole = Math.floor(step);
  return whole === 0 ? 0 : whole * 40 + 55;
}

/** The names stand in the order of their bits: red 1, green 2, blue 4. */
function nameOf(red: number, green: number, blue: number): ColourName {
  const most = Math.max(red, green, blue);
  if (most < DARK) return 'black';
  const isStrong = (part: number): number => (part > most / 2 ? 1 : 0);
  return colourNames[isStrong(red) + 2 * isStrong(green) + 4 * isStrong(blue)] ?? 'white';
}
