/**
 * Tells from the unfinished last line of a quiet program whether it waits for an answer, and for what kind.
 * When to ask is block-assembler's.
 */
import type { ProgramPrompt } from '../../../../shared/terminal/command-block.ts';

/** What a prompt is, without its place in the output. */
export type RecognisedPrompt = Omit<ProgramPrompt, 'linesBefore'>;

/** Characters of a prompt that are told. */
const PROMPT_TEXT_LIMIT = 1_000;

/** Words for secrets, in languages of sudo, su, passwd and login; each is followed by the end of the prompt. */
const SECRET_WORDS = [
  'passwor[dt]',
  'passphrase',
  'passcode',
  'pin(?: code)?',
  'kennwort',
  'wachtwoord',
  'l[öo]senord',
  'adgangskode',
  'kodeord',
  'passord',
  'lykilor[ðd]',
  'salasana',
  'mot de passe',
  'phrase (?:de passe|secr[èe]te)',
  'contrase(?:ñ|n)a',
  'contrasenya',
  'clave',
  'senha',
  'palavra-passe',
  'password di',
  'parola',
  'has[łl]o',
  'heslo',
  'geslo',
  'lozinka',
  'jelsz[óo]',
  'parol[ae]?',
  'slapta[žz]odis',
  'şifre',
  'пароль?',
  'парола',
  'лозинка',
  'κωδικός',
  'συνθηματικό',
  'סיסמה',
  'ססמה',
  'كلمة (?:المرور|السر)',
  'गुप्तशब्द',
  'รหัสผ่าน',
  'mật khẩu',
  'kata sandi',
  '密码',
  '密碼',
  '口令',
  '暗証番号',
  'パスワード',
  '암호',
  '비밀번호',
].join('|');
/** The word, then little more than whom it is for, then a colon (or nothing) at the very end. */
const SECRET_PROMPT = new RegExp(
  `(?:^|[^\\p{L}])(?:${SECRET_WORDS})(?:[^\\p{L}][^:：]{0,120})?[:：]\\s*$`,
  'iu',
);

/** `[y/N]`, `(yes/no)`, `[J/n]`, `(yes/no/[fingerprint])` and the like. */
const CHOICE =
  /[[(]\s*(\p{L}{1,5})\s*[/|]\s*(\p{L}{1,5})\s*(?:[/|][^\])]*\]?\s*)?[\])]\s*[?:>]?\s*$/u;
const YES = /^(?:y|yes|j|ja|o|oui|s|si|sí|sì|sim|t|tak|д|да|e|evet|k|kyllä|i|igen|a|ano)$/i;
const NO = /^(?:n|no|nein|non|nee|não|nao|nie|н|нет|h|hayır|ei|nem|ne|nej|nei)$/i;

/** A last character that asks; or a word that does. */
const ASKING_END = /(?:[:?>\])#$}：？＞❯»]|[^.…\s] )\s*$/u;
const ASKING_WORDS =
  /\(END\)|--more--|press (?:any|enter|return|\[?enter)|hit (?:any|enter|return)/i;
/** Progress stands still too: `41%`, `Working...`, `12/80`. */
const WORKING_END = /(?:[0-9]\s*%|\.\.\.?|…|[0-9]\/[0-9]+|[|/\\-])\s*$/;

/** The prompt that a line is when its program stays quiet behind it, or null when it rather works. */
export function recognisePrompt(line: string): RecognisedPrompt | null {
  const text = line.replace(/[\0-\x1f\x7f-\x9f]/g, '').slice(-PROMPT_TEXT_LIMIT);
  if (text.trim() === '') return null;
  if (SECRET_PROMPT.test(text)) return asPrompt('password', text);
  const choice = CHOICE.exec(text);
  if (choice !== null) {
    const [, yes = '', no = ''] = choice;
    if (YES.test(yes) && NO.test(no)) {
      return { ...asPrompt('yes-no', text), preset: presetOf(yes, no) };
    }
  }
  if (ASKING_WORDS.test(text)) return asPrompt('text', text);
  if (WORKING_END.test(text) || !ASKING_END.test(text)) return null;
  return asPrompt('text', text);
}

function asPrompt(kind: RecognisedPrompt['kind'], text: string): RecognisedPrompt {
  return { kind, text, preset: null, choices: [], echo: 'unknown' };
}

/** The answer in capitals is what Enter alone means, when only one is. */
function presetOf(yes: string, no: string): 'yes' | 'no' | null {
  const isYesCapital = isCapital(yes);
  const isNoCapital = isCapital(no);
  if (isYesCapital === isNoCapital) return null;
  return isYesCapital ? 'yes' : 'no';
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}
