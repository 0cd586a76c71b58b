/** The question that a program waits with, as it was told, and those before it that were answered. */
import type { ProgramPrompt } from '../../../../shared/terminal/command-block.ts';
import type { BlockLog, OpenBlock } from './block-log.ts';

/** What the block that has the terminal waits for. */
export interface ProgramWait {
  readonly isWaiting: boolean;
  /** The program waits behind this text. */
  begin(block: OpenBlock, prompt: ProgramPrompt, behind: string): void;
  /** It was answered or goes on by itself. */
  over(block: OpenBlock | null): void;
  /** Ends a wait when the cursor's line is no longer the prompt with what was typed behind it. */
  checkLine(block: OpenBlock | null, line: string): void;
  /** What the server's terminal does with what is typed was found out. */
  echoTold(block: OpenBlock, isOn: boolean): void;
  /** Nothing waits, and nothing needs to be told of it. */
  drop(): void;
  /** Enter was sent behind this text. */
  answered(line: string): void;
  /** Another program has the terminal. */
  forgetAnswers(): void;
  /** The newest lines that may tell what a prompt asks: no questions that were answered. */
  linesAbove(texts: readonly string[]): string[];
}

/** Lines above a prompt that are looked at, and questions whose answers are not taken for other output. */
const LINES_ABOVE_PROMPT = 40;
const ANSWERS_REMEMBERED = 40;

/** Nothing waits. */
export function createProgramWait(log: BlockLog): ProgramWait {
  let wait: { readonly behind: string; prompt: ProgramPrompt } | null = null;
  let answers: string[] = [];

  function over(block: OpenBlock | null): void {
    if (wait === null) return;
    wait = null;
    if (block !== null) log.waited(block, null);
  }

  return {
    get isWaiting() {
      return wait !== null;
    },
    begin(block, prompt, behind) {
      log.waited(block, prompt);
      wait = { behind, prompt };
    },
    over,
    checkLine(block, line) {
      if (wait !== null && !line.startsWith(wait.behind)) over(block);
    },
    echoTold(block, isOn) {
      if (wait === null) return;
      const { prompt } = wait;
      // Evidence wins over words, but a prompt that only looks like one for a password stays told as such.
      const told: ProgramPrompt = isOn
        ? { ...prompt, echo: 'on' }
        : { ...prompt, kind: 'password', preset: null, choices: [], echo: 'off' };
      if (prompt.kind === told.kind && prompt.echo === told.echo) return;
      wait.prompt = told;
      log.waited(block, told);
    },
    drop() {
      wait = null;
    },
    answered(line) {
      if (line.trim() !== '') answers = [...answers, line].slice(-ANSWERS_REMEMBERED);
    },
    forgetAnswers() {
      answers = [];
    },
    linesAbove(texts) {
      const isAnswer = (text: string): boolean =>
        answers.some((question) => text.startsWith(question));
      return texts.filter((text) => !isAnswer(text)).slice(-LINES_ABOVE_PROMPT);
    },
  };
}
