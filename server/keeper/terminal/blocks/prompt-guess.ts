/**
 * Learns what the prompt of a shell without marks looks like from the start of the lines on which Enter was
 * pressed, and recognises it when it returns.
 */

/** What is known of one session's prompt. */
export interface PromptGuess {
  /** Enter was pressed behind this text while no command ran: it is the prompt. */
  learn(text: string): void;
  /** Enter was pressed behind this text while a command ran. True: it came twice, so it is taken as prompt. */
  learnAgain(text: string): boolean;
  /**
   * How much of a line is the prompt, in characters from its end: all of it, a part (output without a line
   * end stands before it), or 0.
   */
  lengthAtEndOf(line: string): number;
  /** Whether any prompt was learned. */
  readonly isKnown: boolean;
}

/** Characters of a prompt that can be learned. */
const PROMPT_LIMIT = 200;
const SHELL_PROMPT_END = /[$#%>❯»›λ]\s?$/u;
/** Prompts too short to share a beginning with one another: the defaults of shells. */
const BARE_PROMPT = /^[$#%] ?$/;

/** `~ # `, `/etc $ `: nothing but a folder before the sign. */
const FOLDER_PROMPT = /^[~/]\S{0,180} [$#%>] ?$/;

/** Whether a text ends as prompts of shells and network devices do. */
export function looksLikeShellPrompt(text: string): boolean {
  return text.length > 0 && text.length <= PROMPT_LIMIT && SHELL_PROMPT_END.test(text);
}

/** Nothing learned yet. */
export function createPromptGuess(): PromptGuess {
  let known = '';
  let lastAnswered = '';

  /** Same host and user, other directory or mode: `amy@web1:~$` and `amy@web1:/etc#`, `sw1>` and `sw1#`. */
  function isRelated(line: string): boolean {
    if (!looksLikeShellPrompt(line) || !looksLikeShellPrompt(known)) return false;
    if (BARE_PROMPT.test(line) && BARE_PROMPT.test(known)) return true;
    if (FOLDER_PROMPT.test(line) && FOLDER_PROMPT.test(known)) return true;
    const shorter = Math.min(line.length, known.length);
    let common = 0;
    while (common < shorter && line.charAt(common) === known.charAt(common)) common += 1;
    return common >= 3 && common >= Math.min(shorter - 2, 8);
  }

  return {
    learn(text) {
      known = text.length <= PROMPT_LIMIT ? text : '';
    },
    learnAgain(text) {
      const isAgain = text !== '' && text.length <= PROMPT_LIMIT && text === lastAnswered;
      lastAnswered = text;
      if (isAgain) known = text;
      return isAgain;
    },
    lengthAtEndOf(line) {
      if (known === '') return 0;
      if (line === known || isRelated(line)) return line.length;
      return known.length >= 2 && line.endsWith(known) ? known.length : 0;
    },
    get isKnown() {
      return known !== '';
    },
  };
}
