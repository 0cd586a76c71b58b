/**
 * Carries out SGR sequences (ECMA-48) on bytes as the emulator does, as far as lines remember looks: for floods
 * that the emulator does not see.
 */
import type { ColourName, LineStyle } from '../../../../shared/terminal/line.ts';
import { nearestColour } from './nearest-colour.ts';

/** How the next letter would look. */
export interface SgrRendition {
  /**
   * Carries out the parameters (digits and semicolons) from index `from` to before `to`. False: they are of a form
   * about which terminals disagree, and nothing is known any more.
   */
  apply(bytes: Uint8Array, from: number, to: number): boolean;
  /** Nothing that lines remember differs from plain text. */
  readonly isPlain: boolean;
  /** The style of letters from one place to another; null: plain. */
  styleOf(from: number, to: number): LineStyle | null;
}

/** No colour of its own. */
const NONE = -1;
/** Keeps palette numbers and mixed colours apart. */
const MIXED = 0x1_00_00_00;
/** Codes that more parameters follow: the colours of letters, ground and underline. */
const BEGINS_COLOUR: ReadonlySet<number> = new Set([38, 48, 58]);
const SEMICOLON = 0x3b;
const ZERO = 0x30;

/** Plain text. */
export function createSgrRendition(): SgrRendition {
  return new Rendition();
}

class Rendition implements SgrRendition {
  /** A number of the palette, MIXED and 0xRRGGBB, or NONE. */
  #foreground = NONE;
  #hasBackground = false;
  #isBold = false;
  #isInverse = false;

  get isPlain(): boolean {
    return this.#foreground === NONE && !this.#hasBackground && !this.#isBold && !this.#isInverse;
  }

  apply(bytes: Uint8Array, from: number, to: number): boolean {
    if (to - from < 2 && (from === to || bytes[from] === ZERO)) {
      this.#reset();
      return true;
    }
    const codes = codesIn(bytes, from, to);
    for (let index = 0; index < codes.length; index += 1) {
      const code = codes[index] ?? 0;
      if (!BEGINS_COLOUR.has(code)) {
        this.#applyCode(code);
        continue;
      }
      const length = lengthOfColour(codes, index + 1);
      if (length === 0) return false;
      if (code === 38) this.#foreground = colourOf(codes, index + 1);
      else if (code === 48) this.#hasBackground = true;
      index += length;
    }
    return true;
  }

  styleOf(from: number, to: number): LineStyle | null {
    if (this.isPlain) return null;
    const style: LineStyle = { from, to };
    if (this.#foreground !== NONE) style.colour = this.#colour();
    if (this.#isBold) style.bold = true;
    if (this.#isInverse || this.#hasBackground) style.inverse = true;
    return style;
  }

  #colour(): ColourName {
    const isMixed = this.#foreground >= MIXED;
    return nearestColour(isMixed ? this.#foreground - MIXED : this.#foreground, isMixed);
  }

  #reset(): void {
    this.#foreground = NONE;
    this.#hasBackground = false;
    this.#isBold = false;
    this.#isInverse = false;
  }

  #applyCode(code: number): void {
    if (code === 0) this.#reset();
    else if (code === 1 || code === 22) this.#isBold = code === 1;
    else if (code === 7 || code === 27) this.#isInverse = code === 7;
    else if (code >= 30) this.#applyColour(code);
  }

  #applyColour(code: number): void {
    if (code <= 37) this.#foreground = code - 30;
    else if (code === 39) this.#foreground = NONE;
    else if (code <= 49) this.#hasBackground = code !== 49;
    else if (code >= 90 && code <= 97) this.#foreground = code - 90 + 8;
    else if (code >= 100 && code <= 107) this.#hasBackground = true;
  }
}

/** Parameters of a colour from its kind on; 0: they are not all there, or of no kind that is known. */
function lengthOfColour(codes: readonly number[], index: number): number {
  const length = codes[index] === 5 ? 2 : codes[index] === 2 ? 4 : 0;
  return index + length <= codes.length ? length : 0;
}

/** `5;N` or `2;R;G;B` at an index; parts beyond a byte are cut as the emulator cuts them. */
function colourOf(codes: readonly number[], index: number): number {
  const part = (offset: number): number => (codes[index + offset] ?? 0) & 0xff;
  return codes[index] === 5 ? part(1) : MIXED + (part(1) << 16) + (part(2) << 8) + part(3);
}

function codesIn(bytes: Uint8Array, from: number, to: number): number[] {
  const codes: number[] = [];
  let code = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === SEMICOLON) {
      codes.push(code);
      code = 0;
    } else code = code * 10 + byte - ZERO;
  }
  codes.push(code);
  return codes;
}
