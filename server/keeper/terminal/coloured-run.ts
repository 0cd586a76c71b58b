/**
 * Lines of printable ASCII and SGR sequences, measured and read from their bytes: the same texts and styles as
 * the emulator would give. Which lines are taken is plain-run's to say.
 */
import { LINE_STYLES_LIMIT } from '../../../shared/terminal/line.ts';
import type { Line, LineStyle } from '../../../shared/terminal/line.ts';
import { lineWithLooks } from './lines/line-looks.ts';
import { createSgrRendition } from './lines/sgr-rendition.ts';
import type { SgrRendition } from './lines/sgr-rendition.ts';
import { skipPrintable } from './printable-scan.ts';

/** What whole lines come to, up to the last one at whose end the rendition is plain. */
export interface ColouredMeasure {
  /** Index after that line. */
  readonly end: number;
  readonly lines: number;
  readonly rows: number;
  /** Letters of the longest of them. */
  readonly longest: number;
  /** Styles that they may have at most. */
  readonly styles: number;
}

const ESCAPE = 0x1b;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FINAL_SGR = 0x6d;
const ZERO = 0x30;
/** Introducer of a control sequence: ESC and `[`. */
const INTRODUCER_BYTES = 2;

/** Measures lines that begin plain; null when no line ends so, or a sequence stands there that is not understood. */
export function measureColoured(bytes: Buffer, columns: number): ColouredMeasure | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const rendition = createSgrRendition();
  let measure: ColouredMeasure | null = null;
  let [lines, rows, longest, styles, letters] = [0, 0, 0, 0, 0];
  for (let at = 0; at < bytes.length;) {
    const next = skipPrintable(view, at, bytes.length);
    letters += next - at;
    at = next + 1;
    const byte = bytes[next];
    if (byte === ESCAPE) {
      const final = bytes.indexOf(FINAL_SGR, at);
      if (final === -1 || !rendition.apply(bytes, next + INTRODUCER_BYTES, final)) return null;
      styles += 1;
      at = final + 1;
    } else if (byte === LINE_FEED) {
      lines += 1;
      rows += Math.max(1, Math.ceil(letters / columns));
      longest = Math.max(longest, letters);
      letters = 0;
      if (rendition.isPlain) measure = { end: at, lines, rows, longest, styles };
      else styles += 1;
    } else if (byte !== CARRIAGE_RETURN) letters += 1;
  }
  return measure;
}

/** The lines of a run from index `start` on, which begins a line. */
export function readColoured(bytes: Buffer, start: number): Line[] {
  const rendition = renditionAt(bytes, start);
  const lines: Line[] = [];
  for (let from = start; from < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, from);
    lines.push(readLine(bytes, from, end - 1, rendition));
    from = end + 1;
  }
  return lines;
}

function readLine(bytes: Buffer, from: number, end: number, rendition: SgrRendition): Line {
  let text = '';
  const styles: LineStyle[] = [];
  for (let at = from; at < end;) {
    const found = bytes.indexOf(ESCAPE, at);
    const next = found === -1 || found > end ? end : found;
    if (next > at) {
      const style = rendition.styleOf(text.length, text.length + next - at);
      if (style !== null) addStyle(styles, style);
      text += bytes.toString('latin1', at, next);
    }
    if (next === end) break;
    at = bytes.indexOf(FINAL_SGR, next) + 1;
    rendition.apply(bytes, next + INTRODUCER_BYTES, at - 1);
  }
  // A string put together of parts takes several times its letters; reading one makes it whole.
  text.charCodeAt(0);
  return lineWithLooks(text, 0, { styles: styles.slice(0, LINE_STYLES_LIMIT), links: [] });
}

function addStyle(styles: LineStyle[], style: LineStyle): void {
  const last = styles.at(-1);
  const goesOn =
    last?.to === style.from &&
    last.colour === style.colour &&
    last.bold === style.bold &&
    last.inverse === style.inverse;
  if (goesOn) last.to = style.to;
  else if (styles.length <= LINE_STYLES_LIMIT) styles.push(style);
}

/** The rendition at the beginning of a line, from the last place before it where all ended. */
function renditionAt(bytes: Buffer, index: number): SgrRendition {
  let at = index;
  while (at > 0) {
    at = bytes.lastIndexOf(ESCAPE, at - 1);
    if (at === -1 || endsAll(bytes, at)) break;
  }
  const rendition = createSgrRendition();
  for (at = Math.max(0, at); ;) {
    const found = bytes.indexOf(ESCAPE, at);
    if (found === -1 || found >= index) return rendition;
    at = bytes.indexOf(FINAL_SGR, found);
    rendition.apply(bytes, found + INTRODUCER_BYTES, at);
  }
}

function endsAll(bytes: Buffer, escape: number): boolean {
  const first = escape + INTRODUCER_BYTES;
  return bytes[first] === FINAL_SGR || (bytes[first] === ZERO && bytes[first + 1] === FINAL_SGR);
}
