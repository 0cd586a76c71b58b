/** Finds the lines of an output that tell what went wrong; the forms of such lines are error-forms'. */
import { ERROR_LINES_LIMIT } from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import { isNoError, looksLikeError } from './error-forms.ts';
import { findTraces } from './stack-trace.ts';
import { shapeTexts } from './text-lines.ts';

/** Characters of the line that are told. */
const ERROR_TEXT_LIMIT = 300;
/** Words that make red text an error, and not just red. */
const ERROR_WORD = /\b(?:error|errors|failed|failure|fatal|exception|denied|cannot)\b/i;
/** Lines of a failed output that are searched for one that its program signed, when no form fits. */
const SHORT_OUTPUT_LINES = 5;
const SIGNED = /^(?:-?[\w./+-]{1,60}: )(?:line \d+: )?\S/;

/**
 * Indexes of the lines that look like errors, in order, at most 50; the first is the one that matters. Of a stack
 * trace there is one line, the one with the message. `failed`: the command did; else only plain words count.
 */
export function errorLinesOf(lines: readonly Line[], failed: boolean): number[] {
  const texts = shapeTexts(lines);
  const traces = findTraces(texts);
  const found: number[] = [];
  let at = 0;
  let next = 0;
  while (at < texts.length && found.length < ERROR_LINES_LIMIT) {
    const trace = traces[next];
    if (trace?.from === at) {
      found.push(trace.line);
      next += 1;
      at = trace.end;
      continue;
    }
    const line = lines[at];
    if (line !== undefined && isError(line, texts[at] ?? '', failed)) found.push(at);
    at += 1;
  }
  if (found.length === 0) return failed ? signedLine(texts) : found;
  // npm says the code first and the reason after it.
  const reasons = found.filter((index) => !/^npm \S+ code /.test(texts[index] ?? ''));
  return reasons.length === 0 ? found : reasons;
}

/** A line of `errorLinesOf` as it is told: trimmed, at most 300 characters. */
export function errorTextOf(line: Line): string {
  return line.text.trim().slice(0, ERROR_TEXT_LIMIT);
}

/** Whether one line of a failed command looks like an error. */
export function isErrorLine(text: string): boolean {
  return looksLikeError(text, true);
}

function isError(line: Line, text: string, failed: boolean): boolean {
  return looksLikeError(text, failed) || isRedError(line, text, failed);
}

/** Red text with a word of failure in it, or a failed command's line that is red throughout. */
function isRedError(line: Line, text: string, failed: boolean): boolean {
  const red = line.styles?.filter(({ colour }) => colour === 'red');
  if (red === undefined || red.length === 0 || isNoError(text)) return false;
  const isAllRed = red.some(({ from, to }) => text.slice(from, to).trim() === text.trim());
  if (failed && isAllRed && /\p{L}{2}.*\s/u.test(text)) return true;
  return red.some(({ from, to }) => ERROR_WORD.test(text.slice(from, to)));
}

/** `PROGRAM: what happened`, the only thing that a failed command said. */
function signedLine(texts: readonly string[]): number[] {
  const filled = texts.filter((text) => text !== '').length;
  if (filled === 0 || filled > SHORT_OUTPUT_LINES) return [];
  const at = texts.findLastIndex((text) => SIGNED.test(text) && !isNoError(text));
  return at === -1 ? [] : [at];
}
