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

const CONTROL_SEQUENCE =
  /^(?<prefix>[<=>?]?)(?<parameters>[0-9;:]*)(?<intermediates>[ -/]*)(?<final>[@-~])$/;
/** Private modes that would change how rows and lines relate: 80/132 columns, reverse wraparound. */
const REFUSED_MODES = new Set(['3', '45']);
/** Private modes that switch between the normal and the alternate screen. */
const SCREEN_MODES = new Set(['47', '1047', '1049']);

/** Which of the screen's measures bounds the count of a sequence, by final byte; others have a fixed bound. */
const COUNTS_ROWS = new Set(['S', 'T', '^', 'L', 'M']);
const COUNTS_COLUMNS = new Set(['I', 'Z', '@', 'P', 'X']);
/** Final bytes of window operations, printing, terminal parameters and checksums. */
const REFUSED_FINALS = new Set(['t', 'i', 'x', 'y']);
/** Intermediates: `$p` asks for a mode, `!p` resets; a blank or an apostrophe shift columns. Others are refused. */
const COLUMN_SHIFTS = new Set([' ', "'"]);

/** RIS, made of cheap parts: leave the alternate screen, soft reset, insert off, wrap on, home, erase. */
const RESET = '\x1b[?1049l\x1b[!p\x1b[4l\x1b[?7h\x1b[m\x1b[H\x1b[2J';

/** Clamps the part of a control sequence after CSI; null: drop it. */
export function clampControlSequence(body: string, size: TerminalSize): ClampedSequence | null {
  const sequence = readControlSequence(body);
  if (sequence === null || isRefused(sequence)) return null;
  const { prefix, parameters, intermediates, final } = sequence;
  if (prefix === '?' && intermediates === '') return clampModes(parameters, final, size);
  const limit = countLimit(sequence, size);
  const clamped = parameters
    .split(';')
    .slice(0, PARAMETER_COUNT_LIMIT)
    .map((parameter) => parameter.replace(/[0-9]+/g, (digits) => clampCount(digits, limit)))
    .join(';');
  return {
    text: `\x1b[${prefix}${clamped}${intermediates}${final}`,
    cost: costOf(sequence, clamped, size),
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

/** The parts of a control sequence (ECMA-48 section 5.4). */
interface ControlSequence {
  readonly prefix: string;
  readonly parameters: string;
  readonly intermediates: string;
  readonly final: string;
}

function readControlSequence(body: string): ControlSequence | null {
  const groups = CONTROL_SEQUENCE.exec(body)?.groups;
  if (groups === undefined) return null;
  const { prefix = '', parameters = '', intermediates = '', final = '' } = groups;
  return { prefix, parameters, intermediates, final };
}

/** Whether a sequence asks for what the host must not have, or is nothing this emulator knows. */
function isRefused({ prefix, parameters, intermediates, final }: ControlSequence): boolean {
  if (intermediates === '$' || intermediates === '!') return final !== 'p';
  if (COLUMN_SHIFTS.has(intermediates)) return false;
  if (intermediates !== '') return true;
  if (prefix !== '') return prefix !== '?' || (final !== 'h' && final !== 'l');
  switch (final) {
    case 'c':
      return !/^0*$/.test(parameters);
    case 'n':
      return !/^0*[56]$/.test(parameters);
    case 'J':
      // Erasing the scrollback is refused: the kept lines are ours, and rows must keep their numbers.
      return /^0*3/.test(parameters);
    default:
      return REFUSED_FINALS.has(final);
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

function countLimit({ intermediates, final }: ControlSequence, size: TerminalSize): number {
  if (COLUMN_SHIFTS.has(intermediates) || COUNTS_COLUMNS.has(final)) return size.columns;
  if (COUNTS_ROWS.has(final)) return size.rows;
  return final === 'b' ? Math.min(size.rows * size.columns, REPEAT_LIMIT) : PARAMETER_LIMIT;
}

function clampCount(digits: string, limit: number): string {
  const count = Number(digits);
  if (count > limit) return String(limit);
  // Leading zeros are nothing but length.
  return digits.length > 5 ? String(count) : digits;
}

function costOf(sequence: ControlSequence, parameters: string, size: TerminalSize): number {
  const { intermediates, final } = sequence;
  const count = Math.max(1, Number.parseInt(parameters, 10) || 1);
  if (COLUMN_SHIFTS.has(intermediates) || final === 'J') return size.rows * size.columns;
  if (COUNTS_ROWS.has(final)) return count * ROW_COST;
  if (COUNTS_COLUMNS.has(final) || final === 'K') return size.columns;
  return final === 'b' ? count : 4;
}
