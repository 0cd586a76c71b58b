/** What at the end of an output nobody printed: the terminal's own echo, and rows that a full screen left behind. */
import type { Line } from '../../../../shared/terminal/line.ts';

/** What happened while the output came. */
export interface OutputPast {
  /** A control character was sent. */
  readonly isControlSent: boolean;
  /** A program had the whole screen. */
  readonly hadScreen: boolean;
}

/** What the terminal echoes for Ctrl+C, Ctrl+\ and Ctrl+Z. */
const CONTROL_ECHO = /^\^[C\\Z]|\^[C\\Z]$/;

/** The lines that count of those that were still on the screen. */
export function cleanedEnd(lines: Line[], { isControlSent, hadScreen }: OutputPast): Line[] {
  const printed = isControlSent ? withoutControlEcho(lines) : lines;
  if (!hadScreen) return printed;
  const last = printed.findLastIndex(({ text }) => text.trim() !== '');
  return printed.slice(0, last + 1);
}

/** Takes away what the terminal itself printed for a control character: `^C` is no output. */
function withoutControlEcho(lines: Line[]): Line[] {
  const index = lines.findLastIndex((line) => CONTROL_ECHO.test(line.text));
  const line = lines[index];
  if (line === undefined) return lines;
  const text = line.text.replace(CONTROL_ECHO, '');
  return lines.toSpliced(index, 1, ...(text === '' ? [] : [{ ...line, text }]));
}
