/** Finds the line of an output that tells what went wrong, by forms that many programs share. */
import type { Line } from '../../../../shared/terminal/line.ts';

/** Characters of the line that are told. */
const ERROR_TEXT_LIMIT = 300;

const ERROR_FORMS: readonly RegExp[] = [
  /(?:^|[\s:[(])(?:fatal )?error(?:[\s:\])!]|\[|$)/i,
  /^(?:E|ERROR|ERR|FATAL|CRITICAL)[:\s]/,
  /^npm (?:ERR!|error)/,
  /(?:^|\s)(?:fatal|panic|abort(?:ed)?): /i,
  /^\S+: .*(?:no such file or directory|permission denied|not found|cannot |can't |unable to |failed|invalid|unrecognized|unknown|missing|refused|denied|unbekannt|nicht gefunden)/i,
  /: (?:command not found|no such file or directory|permission denied|not found)\b/i,
  /^(?:[A-Za-z_][\w.]*(?:Error|Exception|Failure))(?::|$)/,
  /^(?:Segmentation fault|Bus error|Killed|Out of memory)/,
  /\bFAILED\b/,
];
/** `0 errors`, `no error`: good news. */
const GOOD_NEWS = /\b(?:0|no|zero|without) (?:errors?|failures?)\b/i;

/** Whether one line looks like an error. */
export function isErrorLine(text: string): boolean {
  const start = text.slice(0, 1_000);
  return ERROR_FORMS.some((form) => form.test(start)) && !GOOD_NEWS.test(start);
}

/** The first line that looks like an error, at most 300 characters, or null. */
export function firstErrorOf(lines: readonly Line[]): string | null {
  const found = lines.find((line) => isErrorLine(line.text));
  return found === undefined ? null : found.text.trim().slice(0, ERROR_TEXT_LIMIT);
}
