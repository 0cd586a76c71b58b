/**
 * What is known of the prompt inside a running program (a REPL, a nested shell without marks): whether a line is
 * one, whether it came back, and whether an entry goes on in a next line. Only texts; what follows is elsewhere's.
 */
import { isContinuationPrompt, isKnownEntryPrompt, samePrompt } from '../prompts/entry-prompt.ts';
import { createPromptGuess, looksLikeShellPrompt } from './prompt-guess.ts';
import { programName } from './shown-command.ts';

/** The prompt of one program. */
export interface EntryPrompts {
  /** The prompt as it was last seen. */
  readonly text: string;
  /** How much of a line, in characters from its end, is this prompt again; 0: nothing. */
  lengthAtEndOf(line: string): number;
  /** It came back, with this text. */
  returned(text: string): void;
  readonly timesReturned: number;
}

/** Programs that hand the terminal to a shell. */
const SHELL_GIVERS =
  /^(?:su|sudo|doas|ssh|mosh|telnet|docker|podman|kubectl|oc|lxc|incus|chroot|nsenter|unshare|machinectl|runuser|newgrp|sg|vagrant|busybox|script|login|exec)$/;
const SHELLS = /^-?(?:ba|z|fi|da|a|k|mk|c|tc)?sh$/;
/** Words of a command line that are looked at. */
const WORDS_LOOKED_AT = 12;
/** Programs with a prompt of one sign. */
const BARE_PROMPT_PROGRAMS =
  /^(?:node|nodejs|deno|bun|R|lua[\d.]*|ghci|ed|octave|maxima|gnuplot|bc)$/;
const BARE_PROMPT = /^\S ?$/;
/** `amy@web1:~$`, `[amy@web1 src]#`, `web1:/etc #`. */
const PLACE_PROMPT = /^\[?[\w.-]{1,64}(?:@[\w.-]{1,64}|:[~/])[^\n]{0,120}[$#%>❯»›] ?$/u;
/** Where an entry goes on in a shell (`> `, `dquote> `), in Lua and Node (`>> `, `| `), or without a blank. */
const CONTINUATION =
  /^(?:>{1,2} ?|\| ?|\.\.\.>? ?|-> ?|(?:(?:quote|dquote|bquote|for|while|if|then|else|do|case|function|heredoc|subsh|pipe|cmdand|cmdor)[a-z ]{0,40}|[\w.-]{1,64}[-'"($*^])[#>] ?)$/;
/** Characters of the longest prompt for the rest of an entry. */
const CONTINUATION_LIMIT = 80;

/** Whether a line is the prompt for the rest of an entry that was begun at `prompt`. */
export function isContinuation(line: string, prompt: string): boolean {
  if (line === prompt || line.length > CONTINUATION_LIMIT) return false;
  return isContinuationPrompt(line) || CONTINUATION.test(line);
}

/** Characters of the longest prompt that is taken for one. */
const PROMPT_LIMIT = 200;
/** `41%`, `[====>`, `######`: a bar that stands still ends like prompts do. */
const PROGRESS_END = /(?:\d ?%|[#=.-]{2,}[>#]?|[=-]>) *$/;

/**
 * Whether a standing line is a prompt for entries and no question: a known one, a shell's in a program that gives
 * one, or one that looks like a prompt and was already answered (`isAnswered`).
 */
export function isEntryPrompt(line: string, commandLine: string, isAnswered: boolean): boolean {
  if (line.length > PROMPT_LIMIT) return false;
  if (BARE_PROMPT.test(line)) {
    const isUsual = BARE_PROMPT_PROGRAMS.test(programName(commandLine)) && line.startsWith('>');
    return isUsual || (looksLikeShellPrompt(line) && (isAnswered || opensShell(commandLine)));
  }
  if (isKnownEntryPrompt(line)) return true;
  if (PROGRESS_END.test(line)) return false;
  if (PLACE_PROMPT.test(line)) return true;
  return looksLikeShellPrompt(line) && (isAnswered || opensShell(commandLine));
}

/** The prompt of a program that was just recognised. */
export function createEntryPrompts(first: string): EntryPrompts {
  const guess = createPromptGuess();
  let text = first;
  let timesReturned = 0;
  guess.learn(first);
  return {
    get text() {
      return text;
    },
    get timesReturned() {
      return timesReturned;
    },
    lengthAtEndOf(line) {
      if (line === '') return 0;
      if (line === text || samePrompt(line, text) || isSameKind(line, text)) return line.length;
      return guess.lengthAtEndOf(line);
    },
    returned(again) {
      timesReturned += 1;
      text = again;
      guess.learn(again);
    },
  };
}

/** Two known prompts of one program that names what it works on: `shop=# ` and `stock=# `. */
function isSameKind(line: string, known: string): boolean {
  const isKnown = isKnownEntryPrompt(line) && isKnownEntryPrompt(known);
  return isKnown && line.length > 3 && line.slice(-3) === known.slice(-3);
}

/** Whether one of the first words is a shell, or a program that starts one. */
function opensShell(commandLine: string): boolean {
  const words = commandLine.split(/\s+/, WORDS_LOOKED_AT);
  return words.some((word, index) => {
    const name = word.replace(/^.*\//, '');
    return SHELLS.test(name) || (index < 2 && SHELL_GIVERS.test(name));
  });
}
