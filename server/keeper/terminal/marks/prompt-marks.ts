/**
 * Reads the marks that an integrated shell prints around prompts and commands (OSC 133, FinalTerm). Each carries
 * the secret of its session, so that printed text cannot forge one. Acting on them is elsewhere's.
 *
 * Forms, after `OSC 133 ;`:
 *   A;k=SECRET;FIELDS;cwd=PATH      a prompt begins; PATH is the working directory, the rest of the payload
 *   B;k=SECRET                      the prompt ends, the command line begins
 *   C;k=SECRET;FIELDS;cmd=LINE      the command line is over, its output begins; LINE is the rest of the payload
 *   P;k=SECRET                      output is over, its exit code follows (what comes between is the shell's own)
 *   D;CODE;k=SECRET;FIELDS;cwd=PATH the command ended
 *   N;k=SECRET                      this shell cannot mark: bounds must be guessed
 * FIELDS, each where the shell knows it: t=SECONDS (its clock), p=CODE,CODE (of a pipeline), u=USER, y=TERMINAL,
 * o=0 or o=1 (in A: whether this shell tells C at all).
 */

/** What a shell tells of where it stands; '' is not known. */
export interface ShellPlace {
  readonly directory: string;
  readonly user: string;
  /** Path of the terminal device on the server. */
  readonly tty: string;
  /** The server's clock, epoch milliseconds; null: not told. */
  readonly atServerMs: number | null;
}

/** A mark whose secret was right. */
export type PromptMark =
  | ({
      readonly kind: 'prompt-begins';
      /**
       * Whether this shell prints `output-begins`; where it does not, a command begins at Enter. null: not told.
       */
      readonly hasOutputMark: boolean | null;
    } & ShellPlace)
  | { readonly kind: 'prompt-ends' }
  | {
      readonly kind: 'output-begins';
      /** As the shell itself has it; null: not told. */
      readonly commandLine: string | null;
      readonly atServerMs: number | null;
    }
  | { readonly kind: 'output-over' }
  | ({
      readonly kind: 'command-ended';
      readonly code: number;
      /** Exit codes of the commands of the last pipeline, in order; empty: not told. */
      readonly pipeCodes: readonly number[];
    } & ShellPlace)
  | { readonly kind: 'cannot-mark' };

const MARK =
  /^133;([ABCPDN])(?:;([0-9]{1,3}))?;k=([0-9A-Za-z]{1,64})((?:;[a-z]=[^;]{0,200}){0,8})(?:;(cwd|cmd)=([\s\S]*))?$/;
const CONTROLS = /[\0-\x1f\x7f-\x9f]/g;
/** Characters of a directory that are kept. */
const DIRECTORY_LIMIT = 4_096;
/** A name of one word: it is spoken, and may not pass for a sentence. */
const USER = /^[\p{L}\p{N}_][\p{L}\p{N}_.@+\\-]{0,63}$/u;
const PIPE_LIMIT = 64;
/** Devices that a terminal can be; the path is given to a program of the server later. */
const TERMINAL = /^\/dev\/(?:pts\/[0-9]{1,6}|(?:tty|pty)[A-Za-z0-9]{1,12})$/;

/** The mark in the payload of an operating system command, or null when it is none or lacks the secret. */
export function readPromptMark(payload: string, secret: string | null): PromptMark | null {
  if (secret === null) return null;
  const parts = MARK.exec(payload);
  if (parts?.[3] !== secret) return null;
  const [, kind, code, , fields = '', restName, rest = ''] = parts;
  const field = (name: string): string => fieldIn(fields, name);
  const restOf = (name: string): string | null => (restName === name ? rest : null);

  switch (kind) {
    case 'A':
      return promptBegins(field, restOf('cwd'));
    case 'B':
      return { kind: 'prompt-ends' };
    case 'C':
      return outputBegins(restOf('cmd'), field);
    case 'P':
      return { kind: 'output-over' };
    case 'D':
      return commandEnded(code, field, restOf('cwd'));
    default:
      return { kind: 'cannot-mark' };
  }
}

/** Whether a text may serve as the secret of a session: letters and digits, at least 16. */
export function isMarksSecret(text: string): boolean {
  return /^[0-9A-Za-z]{16,64}$/.test(text);
}

function promptBegins(field: (name: string) => string, directory: string | null): PromptMark {
  const told = field('o');
  const hasOutputMark = told === '1' ? true : told === '0' ? false : null;
  return { kind: 'prompt-begins', hasOutputMark, ...placeIn(field, directory) };
}

function outputBegins(commandLine: string | null, field: (name: string) => string): PromptMark {
  return {
    kind: 'output-begins',
    commandLine: commandLine === null ? null : unescaped(commandLine),
    atServerMs: millisecondsOf(field('t')),
  };
}

function commandEnded(
  code: string | undefined,
  field: (name: string) => string,
  directory: string | null,
): PromptMark | null {
  if (code === undefined) return null;
  const pipeCodes = codesIn(field('p'));
  return { kind: 'command-ended', code: Number(code), pipeCodes, ...placeIn(field, directory) };
}

function fieldIn(fields: string, name: string): string {
  const found = fields.split(';').find((field) => field.startsWith(`${name}=`));
  return found === undefined ? '' : found.slice(2);
}

function placeIn(field: (name: string) => string, directory: string | null): ShellPlace {
  const tty = field('y');
  return {
    directory: (directory ?? '').replace(CONTROLS, '?').slice(0, DIRECTORY_LIMIT),
    user: USER.test(field('u')) ? field('u') : '',
    tty: TERMINAL.test(tty) ? tty : '',
    atServerMs: millisecondsOf(field('t')),
  };
}

/** Shells escape the backslash and the line end; what else is no letter became a question mark there. */
function unescaped(text: string): string {
  return text
    .replace(/\\([\\n])/g, (_pair, letter: string) => (letter === 'n' ? '\n' : '\\'))
    .replace(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, '?');
}

/** `1700000000.123456`; some locales write a comma. */
function millisecondsOf(seconds: string): number | null {
  const found = /^([0-9]{9,11})[.,]([0-9]{1,12})$/.exec(seconds);
  if (found === null) return null;
  return Number(found[1]) * 1_000 + Math.floor(Number(`0.${found[2] ?? '0'}`) * 1_000);
}

function codesIn(text: string): number[] {
  if (!/^[0-9]{1,3}(?:,[0-9]{1,3})*$/.test(text)) return [];
  return text.split(',').slice(0, PIPE_LIMIT).map(Number);
}
