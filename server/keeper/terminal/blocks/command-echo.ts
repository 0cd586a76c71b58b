/**
 * Finds what to call a command: what the person sent, proved by what the screen shows behind the prompt, or the
 * screen alone when the line was edited with keys. A secret never becomes a name.
 */
import { COMMAND_LINE_LIMIT } from '../../../../shared/terminal/command-block.ts';
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';
import { squeeze } from './squeeze.ts';

/** What to call a command. When it holds a secret it has no name, and the secret is to be hidden in its output. */
export interface NamedCommand {
  readonly name: string;
  readonly secret: string | null;
}

/** Input since the last prompt. */
export interface TypedCommand {
  sent(input: SessionInput): void;
  /** A prompt came: what was sent before it was for a program, or typed ahead. */
  promptReturned(): void;
  /** Whether nothing was sent since the prompt. */
  readonly isEmpty: boolean;
  /** The command that starts now; `echo` are the lines of the screen from behind the prompt on. */
  take(echo: readonly string[]): NamedCommand;
  /** The same where the command line itself is known: the shell told it, or it was sent as a whole. */
  takeTold(commandLine: string): NamedCommand;
}

/** Secrets remembered to keep them out of names, newest last. */
const SECRETS_REMEMBERED = 4;

/** Nothing sent yet. */
export function createTypedCommand(): TypedCommand {
  let lines: string[] = [];
  let hasKeys = false;
  let isEmpty = true;
  let secrets: string[] = [];

  /** How many of the sent lines the screen shows as one command, 0 when they do not match. */
  function matchingLines(echo: readonly string[]): number {
    if (echo.length === 0 || echo.length > lines.length) return 0;
    const isMatch = echo.every((shown, index) => {
      const line = squeeze(lines[index] ?? '');
      // Continued lines carry the shell's second prompt in front.
      return index === 0 ? squeeze(shown) === line : squeeze(shown).endsWith(line);
    });
    return isMatch ? echo.length : 0;
  }

  function nameFrom(echo: readonly string[]): string {
    const matching = hasKeys ? 0 : matchingLines(echo);
    if (matching > 0) return lines.splice(0, matching).join('\n');
    const shown = echo.join('\n').trim();
    const first = lines.shift();
    // A prompt on the right or a suggestion stands on the screen too; what was sent is then the better name.
    if (!hasKeys && first !== undefined && squeeze(shown).includes(squeeze(first))) return first;
    return shown === '' ? (first ?? '') : shown;
  }

  function named(name: string): NamedCommand {
    hasKeys = false;
    const secret = secrets.find((known) => holdsSecret(squeeze(name), squeeze(known))) ?? null;
    secrets = [];
    return secret === null
      ? { name: name.slice(0, COMMAND_LINE_LIMIT), secret }
      : { name: '', secret };
  }

  return {
    sent(input) {
      isEmpty = false;
      if (input.kind === 'line') lines.push(...input.text.split(/\r\n|\r|\n/));
      else if (input.kind === 'keys') hasKeys = true;
      else if (input.kind === 'secret' && input.text.trim() !== '') {
        secrets = [...secrets, input.text].slice(-SECRETS_REMEMBERED);
      } else if (input.kind === 'control') lines = [];
    },
    promptReturned() {
      lines = [];
      hasKeys = false;
      isEmpty = true;
    },
    get isEmpty() {
      return isEmpty;
    },
    take: (echo) => named(nameFrom(echo)),
    takeTold(commandLine) {
      lines.splice(0, matchingLines(commandLine.split('\n')));
      return named(commandLine);
    },
  };
}

/** A short secret is looked for as a whole only: a single letter is in nearly every command. */
function holdsSecret(name: string, secret: string): boolean {
  return secret.length < 4 ? name === secret : name.includes(secret);
}
