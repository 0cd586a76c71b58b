/** Knows in many languages the line in which a program asks for a secret. That echo is off is better evidence than any word. */

/** Words of sudo, su, passwd, ssh, login and others; where a language adds endings, with room for them. */
const SPACED_WORDS = [
  'passwor[dt]e?s?',
  'pass ?phrase',
  'passcode',
  'pin(?: code)?',
  'secret(?: key)?',
  'kennworts?',
  'passwortes',
  'wachtwoord(?:zin)?',
  'l[öo]senord(?:et|sfras)?',
  'adgangskoden?',
  'kodeord(?:et)?',
  'passord(?:et)?',
  'lykilor[ðd]',
  'salasana\\p{L}{0,4}',
  'parool\\p{L}{0,3}',
  'mot de passe',
  'phrase (?:de passe|secr[èe]te)',
  'contrase(?:ñ|n)a',
  'contrasenya',
  'clave',
  'frase (?:de contraseña|clave|chiave|secreta|senha)',
  'senha',
  'palavra-passe',
  'contrasinal',
  'pasahitza\\p{L}{0,3}',
  'parol[aeuăį]\\p{L}{0,3}',
  'has[łl](?:o|a|em)',
  'hesl[oa]',
  'gesl[oa]',
  'lozink[aeu]',
  'fjalëkalim\\p{L}{0,3}',
  'jelsz[óo]\\p{L}{0,4}',
  'slapta[žz]od\\p{L}{1,3}',
  'şifre(?:si|niz|nizi)?',
  'parola(?:sı|nız|nızı)?',
  'парол(?:ь|я|ем)',
  'парола(?:та)?',
  'лозинк[аеу]',
  'фраза',
  'κωδικ(?:ός|ού|ό)(?: πρόσβασης)?',
  'συνθηματικ(?:ό|ού)',
  'סיסמה',
  'ססמה',
  'הסיסמה',
  'كلمة (?:المرور|مرور|السر)',
  'گذرواژه',
  'गुप्तशब्द',
  'पासवर्ड',
  'mật khẩu',
  'kata sandi',
  'kata laluan',
].join('|');
/** Words of languages that write no spaces. */
const JOINED_WORDS =
  'รหัสผ่าน|密码|密碼|口令|通行短语|暗証番号|パスワード|パスフレーズ|암호|비밀번호';

/** The word, then little more than whom or what it is for, then a colon at the very end. */
const SECRET_PROMPT = new RegExp(
  `(?:(?:^|[^\\p{L}])(?:${SPACED_WORDS})|${JOINED_WORDS})` +
    `(?:[^\\p{L}](?:[^:：]|[:：](?=[^\\s])){0,120})?[:：>]\\s{0,8}$`,
  'iu',
);
/** Text that holds a word for a secret without asking for one: quoted, commented or assigned. */
const NO_QUESTION = /^\s*(?:["'{#<*;]|\/\/|--\s|[\w.-]+=)|["'`]\s*[:>]\s*$|[{}]/;
/** curl and git quote whom the secret is for. */
const FOR_WHOM = /\bfor\b.{1,100}['’]\s?:\s*$/;

/** Whether the unfinished line asks for a password, passphrase, PIN or the like. At most 1,000 characters. */
export function asksForSecret(text: string): boolean {
  if (NO_QUESTION.test(text) && !FOR_WHOM.test(text)) return false;
  return SECRET_PROMPT.test(text);
}
