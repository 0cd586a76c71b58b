/** Recognises questions that want yes or no, in many languages, and what Enter alone means. */

/** A yes-no question; `preset`: the answer that Enter gives, where the prompt shows it. */
export interface YesNoQuestion {
  readonly preset: 'yes' | 'no' | null;
}

const YES =
  /^(?:y|yes|j|ja|o|oui|s|si|sí|sì|sim|t|tak|д|да|т|так|e|evet|k|kyllä|i|igen|a|ano|b|bai|是|はい)$/iu;
const NO =
  /^(?:n|no|nein|non|nee|não|nao|nie|н|нет|ні|h|hayır|ei|nem|ne|nej|nei|e|ez|否|いいえ)$/iu;

/** `[y/N]`, `(yes/no/[fingerprint])`, `(y,N)`, `[Y/n/?]`, `(Y/N):`, at the end of the line. */
const PAIR =
  /[[({<]\s?(\p{L}{1,5})\s?[/|,]\s?(\p{L}{1,5})(?:[/|,](?:\[\w{1,20}\]|[?\w]{1,8})){0,1}\s?[\])}>]\s{0,2}[?:>.]?\s{0,8}$/u;
/** `(y or n)`, `(y or [n])`, `yes or no?`. */
const WORDED =
  /(?:[[(]|\s)(\[?)(\p{L}{1,5})\]? (?:or|oder|ou|o|eller|of|lub|или) (\[?)(\p{L}{1,5})\]?[\])]?\s?[?:]?\s{0,8}$/u;
/** `Yes/No?` alone, as parted asks. */
const BARE = /(?:^|\s)(\p{L}{1,5})\/(\p{L}{1,5})\s?[?:]\s*$/u;
/** One answer in brackets behind a question is what Enter means: `Assume -R? [n] `, `(yes) `, `Clear<y>? `. */
const SINGLE = /(?:\?\s?[[(](\p{L}{1,5})[\])]\s?:?|\p{L}\s?[<(](\p{L}{1,5})[>)]\?)\s{0,8}$/u;
/** rm, cp, mv and ln of coreutils begin with their name and end with a question mark, in every language. */
const FILE_QUESTION = /^(?:rm|cp|mv|ln|install|rmdir)\s?: [^?？]{1,600}[?？]\s?$/u;
/** find -ok shows its command; xargs -p and tar -w show what they would do. */
const FIND_QUESTION = /^< .{1,600} > \? $/;
const XARGS_QUESTION = /^[a-z][^?]{0,600}\?\.\.\.$/;
const TAR_QUESTION = /^(?:add|extract) [‘'"].{1,600}[’'"]\?$/;
const KNOWN_QUESTIONS = [FILE_QUESTION, FIND_QUESTION, XARGS_QUESTION, TAR_QUESTION];

/** Reads the question at the end of an unfinished line of at most 1,000 characters; null where it is none. */
export function readYesNo(text: string): YesNoQuestion | null {
  const question = pairIn(text) ?? wordedPairIn(text) ?? onlyDefaultIn(text);
  if (question !== null) return question;
  return KNOWN_QUESTIONS.some((pattern) => pattern.test(text)) ? { preset: null } : null;
}

function pairIn(text: string): YesNoQuestion | null {
  for (const pattern of [PAIR, BARE]) {
    const [, one = '', other = ''] = pattern.exec(text) ?? [];
    if (isPair(one, other)) return { preset: capitalOf(one, other) };
  }
  return null;
}

function wordedPairIn(text: string): YesNoQuestion | null {
  const [, first = '', one = '', second = '', other = ''] = WORDED.exec(text) ?? [];
  return isPair(one, other) ? { preset: bracketOf(first, second) } : null;
}

function onlyDefaultIn(text: string): YesNoQuestion | null {
  const [, bracketed, angled] = SINGLE.exec(text) ?? [];
  const only = bracketed ?? angled ?? '';
  if (YES.test(only)) return { preset: 'yes' };
  return NO.test(only) ? { preset: 'no' } : null;
}

/** Whether two answers mean yes and no, in this order. */
export function isPair(one: string, other: string): boolean {
  return YES.test(one) && NO.test(other);
}

/** The answer in capitals is what Enter alone means, when only one is. */
function capitalOf(yes: string, no: string): YesNoQuestion['preset'] {
  const isYesCapital = /^\p{Lu}/u.test(yes);
  if (isYesCapital === /^\p{Lu}/u.test(no)) return null;
  return isYesCapital ? 'yes' : 'no';
}

function bracketOf(beforeYes: string, beforeNo: string): YesNoQuestion['preset'] {
  if ((beforeYes === '') === (beforeNo === '')) return null;
  return beforeYes === '' ? 'no' : 'yes';
}
