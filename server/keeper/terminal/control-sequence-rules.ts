/**
 * What becomes of one complete control or escape sequence of ECMA-48 before the emulator sees it: passed,
 * passed with smaller counts, replaced or dropped. Finding where sequences begin and end is escape-clamp's.
 */
import type { TerminalSize } from '../ports/shell-transport.ts';

/** A sequence as the emulator may see it. `cost` is about the cells it touches; `isPlain`: it moves no line. */
export interface ClampedSequence {
  readonly text: string;
  readonly cost: number;
  readonly isPlain: boolean;
}

/** Cells that one REP may repeat at most, however large the screen is. */
const REPEAT_LIMIT = 4_096;
/** Largest count of any other parameter. */
const PARAMETER_LIMIT = 9_999;
/** Parameters of one sequence; the emulator keeps no more. */
const PARAMETER_COUNT_LIMIT = 32;
/** Moving one row costs about as much as writing this many cells. */
const ROW_COST = 40;

const CONTROL_SEQUENCE = /^([<=>?]?)([0-9;:]*)([ -/]*)([@-~])$/;
/** Private modes that would change how rows and lines relate: 80/132 columns, reverse wraparound. */
const REFUSED_MODES = new Set(['3', '45']);
/** Private modes that switch between the normal and the alternate screen. */
const SCREEN_MODES = new Set(['47', '1047', '1049']);

/** RIS, made of cheap parts: leave the alternate screen, soft reset, insert off, wrap on, home, erase. */
const RESET = '\x1b[?1049l\x1b[!p\x1b[4l\x1b[?7h\x1b[m\x1b[H\x1b[2J';

/** Clamps the part of a control sequence after CSI; null: drop it. */
export function clampControlSequence(body: string, size: TerminalSize): ClampedSequence | null {
  const parts = CONTROL_SEQUENCE.exec(body);
  if (parts === null) return null;
  const [, prefix = '', parameters = '', intermediates = '', final = ''] = parts;
  if (isRefused(prefix, parameters, intermediates, final)) return null;
  if (prefix === '?' && (final === 'h' || final === 'l'))
    return clampModes(parameters, final, size);
  const limit = countLimit(intermediates, final, size);
  const clamped = parameters
    .split(';')
    .slice(0, PARAMETER_COUNT_LIMIT)
    .map((parameter) => parameter.replace(/[0-9]+/g, (digits) => clampCount(digits, limit)))
    .join(';');
  return {
    text: `\x1b[${prefix}${clamped}${intermediates}${final}`,
    cost: costOf(intermediates, final, clamped, size),
    isPlain: intermediates === '' && prefix === '' && (final === 'm' || final === 'K'),
  };
}

/** Decides on an escape sequence without CSI (intermediates and final byte after ESC); null: drop it. */
export function clampEscape(body: string, size: TerminalSize): ClampedSequence | null {
  if (body === 'c') {
    return { text: RESET, cost: size.rows * (size.columns + ROW_COST), isPlain: false };
  }
  if (/^[78DEMH=>no|}~]$/.test(body))
    return { text: `\x1b${body}`, cost: ROW_COST, isPlain: false };
  // Designating a character set changes how bytes look, never where lines end.
  if (/^[()*+][0-9A-Za-z]$/.test(body)) return { text: `\x1b${body}`, cost: 0, isPlain: true };
  return null;
}

/** Queries outside the allow-list, window operations, printing, rectangles, keyboard protocols. */
function isRefused(
  prefix: string,
  parameters: string,
  intermediates: string,
  final: string,
): boolean {
  if (intermediates === '$') return final !== 'p';
  if (intermediates === '!') return final !== 'p';
  if (intermediates !== '' && intermediates !== ' ' && intermediates !== "'") return true;
  switch (final) {
    case 'c':
      return prefix !== '' || !/^0*$/.test(parameters);
    case 'n':
      return prefix !== '' || !/^0*[56]$/.test(parameters);
    case 'J':
      // Erasing the scrollback is refused: the kept lines are ours, and rows must keep their numbers.
      return prefix !== '' || /^0*3/.test(parameters);
    case 't':
    case 'i':
    case 'x':
    case 'y':
      return true;
    case 'h':
    case 'l':
      return prefix !== '' && prefix !== '?';
    case 'p':
      return intermediates === '';
    default:
      return prefix !== '' && intermediates === '';
  }
}

function clampModes(parameters: string, final: string, size: TerminalSize): ClampedSequence | null {
  const modes = parameters
    .split(';')
    .slice(0, PARAMETER_COUNT_LIMIT)
    .filter((mode) => /^[0-9]{1,5}$/.test(mode) && !REFUSED_MODES.has(String(Number(mode))));
  if (modes.length === 0) return null;
  const switches = modes.filter((mode) => SCREEN_MODES.has(String(Number(mode)))).length;
  return {
    text: `\x1b[?${modes.join(';')}${final}`,
    cost: switches * size.rows * ROW_COST,
    isPlain: false,
  };
}

function countLimit(intermediates: string, final: string, size: TerminalSize): number {
  if (intermediates === ' ' || intermediates === "'") return size.columns;
  switch (final) {
    case 'S':
    case 'T':
    case '^':
    case 'L':
    case 'M':
      return size.rows;
    case 'I':
    case 'Z':
    case '@':
    case 'P':
    case 'X':
      return size.columns;
    case 'b':
      return Math.min(size.rows * size.columns, REPEAT_LIMIT);
    default:
      return PARAMETER_LIMIT;
  }
}

function clampCount(digits: string, limit: number): string {
  const count = Number(digits);
  return count > limit ? String(limit) : digits.length > 5 ? String(count) : digits;
}

function costOf(intermediates: string, final: string, parameters: string, size: TerminalSize) {
  const count = Math.max(1, Number.parseInt(parameters, 10) || 1);
  if (intermediates === ' ' || intermediates === "'") return size.rows * size.columns;
  switch (final) {
    case 'S':
    case 'T':
    case '^':
    case 'L':
    case 'M':
      return count * ROW_COST;
    case 'b':
      return count;
    case 'J':
      return size.rows * size.columns;
    case '@':
    case 'P':
    case 'X':
    case 'K':
    case 'I':
    case 'Z':
      return size.columns;
    default:
      return 4;
  }
}
