/** Tells an unfinished line that asks for some text from one at which a program works, or merely stopped printing. */

/** Progress stands still too: `41%`, `Working...`, `12/80`, a spinner. */
const WORKING_END = /(?:[0-9]\s?%|\.\.\.?|…|[0-9]\/[0-9]+|[|\\⠀-⣿-]|\s\/)\s{0,4}$/;
/** Lines of logs begin with a time or a level and ask nothing. */
const LOG_LINE =
  /^(?:\[?\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d|\p{Lu}\p{Ll}{2} [ \d]\d \d\d:|\[ *\d+\.\d{3,}\]|\[?(?:INFO|WARN(?:ING)?|DEBUG|ERROR|TRACE|NOTICE)\b)/iu;
/** A bar, a figure in brackets; or what a program says it does, with the rest to come: `Writing inode tables: `. */
const WORKING_LINE =
  /\[[^\]]{0,100}(?:##|==|\.{3}|\d%)[^\]]{0,100}\]|^\s*\p{Lu}\p{L}{2,20}ing\b[^?]{0,100}:\s*$/u;
/** Colons and question marks below each other are a table's. */
const ALIGNED_FIELD = /\S\s{2,}[:?]\s*$/;
/** Code, data and comments. */
const CODE_LINE =
  /^\s*(?:["'{}<#*;]|\/\/|--\s|[-+]\s|\w+\s?=)|["'`],?\s*$|[{}]|=>\s*$|->\s*$|&&|\|\|/;
/** `Content-Length: ` and `Name: ` among lines of the same kind. */
const FIELD = /^\s*[\w-]{1,40}:\s{0,2}$/;
const FIELD_WITH_VALUE = /^\s*[\w-]{1,40}:\s+\S/;

const PROMPT_LIMIT = 200;
/** A space behind it is where the cursor waits. */
const ASKS_WITH_SPACE = /[:：?？]\s{1,3}$/u;
/** readline of parted paints the rest of the row with blanks. */
const ASKS_IN_PAINTED_ROW = /[:?]\s{20,}$/;
/** A default stands between the question and the cursor: `package name: (demo) `, `[default pid = 1] `. */
const ASKS_WITH_DEFAULT =
  /(?:[:?].{0,80}[[(][^[\]()]{0,80}[\])]|[[(]default[^[\]()]{1,80}[\])])\s$/;
/** Without a space only a line that says what to do is a prompt. */
const ASKS_WITHOUT_SPACE =
  /(?:\[[^\]]{0,60}\]\s?:|\b(?:enter|type|input|give|specify|choose|select|name|username|user|login|address|email|eingeben|saisir|introduzca|inserire)\b[^:]{0,80}:|^\p{Lu}[^.:?]{4,70}\?)$/iu;
/** A prompt of a program that takes commands, or of a shell. */
const COMMAND_PROMPT = /^(?:#\? |(?:[^\s<>]{1,40}|What now)?> |[\w.@~:/[\]-]{0,60}[$#%] )$/;
/** fzf and its like draw their own row. */
const PAINTED_PROMPT = /^>\s{20,}$/;

/** Whether an unfinished line of at most 1,000 characters asks for text. */
export function asksForText(text: string, linesBefore: readonly string[]): boolean {
  if (COMMAND_PROMPT.test(text) || PAINTED_PROMPT.test(text)) return true;
  if (text.trimEnd().length > PROMPT_LIMIT || isNoQuestion(text, linesBefore)) return false;
  return [ASKS_WITH_SPACE, ASKS_IN_PAINTED_ROW, ASKS_WITH_DEFAULT, ASKS_WITHOUT_SPACE].some(
    (pattern) => pattern.test(text),
  );
}

/** Whether a line is a log's, whatever it ends with. */
export function isLogLine(text: string): boolean {
  return LOG_LINE.test(text);
}

function isNoQuestion(text: string, linesBefore: readonly string[]): boolean {
  const isNone = [WORKING_END, WORKING_LINE, ALIGNED_FIELD, LOG_LINE, CODE_LINE];
  if (isNone.some((pattern) => pattern.test(text))) return true;
  if (!FIELD.test(text)) return false;
  return linesBefore.slice(-2).some((line) => FIELD_WITH_VALUE.test(line.slice(0, PROMPT_LIMIT)));
}
