/** Tells lines that are nothing but the last form of a progress meter: worth a percentage while they move, no words after. */

/** Characters of a line that are looked at; meters are short. */
const LOOKED_AT = 500;
const BAR = /[#=*█━╸]{4}/u;
const PERCENT = /\d\s?%/;
/** Words with at least three letters; units of sizes and rates are shorter. */
const WORD = /\p{L}{3}/u;
/** The two lines that head curl's meter, and its rows: percent, size, percent, size, and times at the end. */
const CURL_HEAD = /^\s*(?:% Total\s+% Received|Dload\s+Upload\s+Total)\b/;
const CURL_ROW =
  /^\s{0,2}\d{1,3}\s+[\d.]{1,8}[kMGTP]?\s+\d{1,3}\s+[\d.]{1,8}[kMGTP]?\s.{0,80}[\d-]:[\d-]{2}/;

/** Whether a line is a progress meter without any words beside it; a bare `42%` is an answer and is none. */
export function isMeter(text: string): boolean {
  const line = text.slice(0, LOOKED_AT);
  if (CURL_HEAD.test(line) || CURL_ROW.test(line)) return true;
  return BAR.test(line) && PERCENT.test(line) && !WORD.test(line);
}
