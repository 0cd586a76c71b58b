/** Recognises pagers that stand at a page, and prompts that any key or Enter answers. */

const MORE = /--\s?more\s?--\s{0,2}(?:\([^)]{0,60}\))?\s{0,8}$|^--\s?(?:mehr|plus|más|altro)\s?--/i;
const END = /\(END\)(?: - next: \S{1,200})?\s{0,8}$/;
/** less and man say where they are; gdb, psql and systemctl how to go on. */
const PLACE =
  /^ ?Manual page \S.{0,200}(?:press h for help or q to quit\)|line \d+.{0,40})\s{0,8}$|^(?:\S.{0,300} )?lines \d+-\d+(?:\/\d+)?(?: \d+%| \(END\))?\s{0,8}$|\(file \d+ of \d+\)(?: \(END\).{0,200})?\s{0,8}$/;
const HOW =
  /^--\s?type <ret> for more|\b(?:space|enter|return)>? (?:for|to see|to show) more|^-- ?(?:more|next page) ?--/i;
/** less shows a colon alone below a page. */
const LESS_COLON = /^:\s{0,2}$/;
const PAGE_LINES = 5;

/** Whether the unfinished line is the foot of a page. At most 1,000 characters. */
export function isPagerFoot(text: string, linesBefore: readonly string[]): boolean {
  if (LESS_COLON.test(text)) return linesBefore.length >= PAGE_LINES;
  return [MORE, END, PLACE, HOW].some((pattern) => pattern.test(text));
}

/** "Press any key", "Hit return" and the like in the languages of Debian's installer. */
const PRESS =
  /(?:^|[^\p{L}])(?:press|hit|push|strike|drücken sie|drücke|appuyez sur|pulse|presione|oprima|premere|premi|pressione|tecle|druk(?: op)?|naciśnij|tryck(?: på)?|tryk(?: på)?|trykk(?: på)?|paina|stiskněte|stlačte|нажмите|натисніть|nyomj\p{L}{0,6})(?:[^\p{L}][^.]{0,30})?(?:key|enter|return|space|taste|eingabetaste|touche|entrée|tecla|intro|tasto|invio|toets|klawisz|tangent|tast|näppäintä|klávesu|клавишу|клавіш[уа]|billentyű)/iu;
const PRESS_JOINED =
  /(?:按(?:任意键|任意鍵|回车|Enter)|(?:何か|任意の|いずれかの)キー|아무 키나|Enter\s?(?:キー|键))/iu;
/** It ends a thought rather than standing in the middle of one. */
const KEY_END = /[.…:>)\]!?\p{L}]\s{0,4}$/u;
const KEY_PROMPT_LIMIT = 200;

/** Whether any key, or Enter alone, is all that is asked for. At most 1,000 characters. */
export function asksForKey(text: string): boolean {
  if (text.length > KEY_PROMPT_LIMIT || !KEY_END.test(text)) return false;
  return PRESS.test(text) || PRESS_JOINED.test(text);
}
