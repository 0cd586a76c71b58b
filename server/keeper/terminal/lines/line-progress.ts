/** Reads from the text of a line that is redrawn in place how far its program is. Whether a line is one, is elsewhere's. */

/** Characters of a line that are looked at; bars are short. */
const SEARCH_LIMIT = 500;
/** `41%`, `41.7 %`. */
const PERCENT = /(\d{1,3})(?:[.,]\d{1,3})?\s?%/g;
/** `3.2/10.4 MB`, `12.3kB/4.5MB`, `512 KiB / 2 MiB`: so much of so much. */
const SIZES =
  /(\d{1,9}(?:\.\d{1,3})?)\s?([kKMGT]?)(?:i?[bB])?\s?\/\s?(\d{1,9}(?:\.\d{1,3})?)\s?([kKMGT])i?[bB]\b/;
/** `[=====>   ] 12/80`, `12/80 [###  ]`: so many of so many, beside a drawn bar. */
const STEPS = /(?:^|[\s(\]|])(\d{1,7})\/(\d{1,7})(?=[\s):,\]|[]|$)/;
const DRAWN_BAR = /[[|(][=#>\-.*█▉▊▋▌▍▎▏░▒▓━╸╺ ]{3,}[\])|]|[█▉▊▋▌▍▎▏░▒▓━╸╺]{3,}/u;
/** The table that curl redraws begins each row with the percentage. */
const CURL_ROW =
  /^\s{0,2}(\d{1,3})\s+\d{1,6}(?:\.\d)?[kMGT]?\s+(\d{1,3})\s+\d{1,6}(?:\.\d)?[kMGT]?\s+\d/;

const SCALE: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 };

/** Whole percent, 0 to 100, that a changing line tells, or null when it tells none. */
export function percentOf(text: string): number | null {
  const line = text.slice(-SEARCH_LIMIT);
  return (
    asPercent(Number(CURL_ROW.exec(line)?.[1] ?? Number.NaN)) ??
    lastPercentIn(line) ??
    shareOfSizes(line) ??
    shareOfSteps(line)
  );
}

/** Bars come before other figures as often as behind them; the last percentage is the newest where one is appended. */
function lastPercentIn(line: string): number | null {
  let last: number | null = null;
  for (const found of line.matchAll(PERCENT)) last = asPercent(Number(found[1])) ?? last;
  return last;
}

function shareOfSizes(line: string): number | null {
  const found = SIZES.exec(line);
  if (found === null) return null;
  const [, done = '', doneScale = '', all = '', allScale = ''] = found;
  // `3.2/10.4 MB` names its unit once.
  const scale = doneScale === '' ? allScale : doneScale;
  return share(Number(done) * (SCALE[scale] ?? 1), Number(all) * (SCALE[allScale] ?? 1));
}

function shareOfSteps(line: string): number | null {
  if (!DRAWN_BAR.test(line)) return null;
  const found = STEPS.exec(line);
  return found === null ? null : share(Number(found[1]), Number(found[2]));
}

function share(done: number, all: number): number | null {
  return all > 0 && done <= all ? Math.floor((100 * done) / all) : null;
}

function asPercent(value: number): number | null {
  return value >= 0 && value <= 100 ? Math.floor(value) : null;
}
