/**
 * Bounds of blocks from a shell without marks: its prompt is learned from the session, Enter behind it begins a
 * command, and its return ends one. How sure that is grows with the times it came back.
 */
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';
import type { CellPosition } from '../vt-screen.ts';
import type { BlockBounds } from './block-bounds.ts';
import { createPromptGuess, looksLikeShellPrompt } from './prompt-guess.ts';
import { shownCommand } from './shown-command.ts';
import { squeeze } from './squeeze.ts';

/** A shell without marks, or one that does not mark yet. Lines given are the cursor's unfinished one. */
export interface GuessedShell {
  /** Enter was sent, and no entry of a program began with it: a command begins, or it is an answer. */
  enter(input: SessionInput, begin: CellPosition): void;
  /** Whether the line is the shell's own prompt. */
  isPrompt(line: string): boolean;
  /** Enter at what looks like a prompt: the greeting is over. */
  greetingOver(line: string): void;
  /** Enter before any prompt was known; `expectsMarks`: a silent start means nothing yet. */
  enterInGreeting(line: string, expectsMarks: boolean): boolean;
  /** All is quiet for a moment: the prompt that came back ends what runs. True: it did. */
  promptMayStand(line: string): boolean;
  /** All is quiet for long: the same where output without a line end stands before the prompt. */
  promptMustStand(line: string): boolean;
}

/** Times a prompt must have come back to be likely one. */
const TIMES_TO_BE_LIKELY = 2;

/** No prompt is known. */
export function createGuessedShell(bounds: BlockBounds): GuessedShell {
  return new ShellByPrompt(bounds);
}

class ShellByPrompt implements GuessedShell {
  readonly #bounds: BlockBounds;
  readonly #guess = createPromptGuess();
  #timesReturned = 0;

  constructor(bounds: BlockBounds) {
    this.#bounds = bounds;
  }

  isPrompt(line: string): boolean {
    return line !== '' && this.#guess.lengthAtEndOf(line) === line.length;
  }

  greetingOver(line: string): void {
    this.#bounds.end({
      status: { kind: 'done' },
      atEpochMs: this.#bounds.lastOutputEpochMs,
      keepPartial: () => '',
    });
    this.#guess.learn(line);
    this.#standAtPrompt();
  }

  enterInGreeting(line: string, expectsMarks: boolean): boolean {
    const isSilent = line === '' && !expectsMarks;
    return looksLikeShellPrompt(line) || isSilent || this.#guess.learnAgain(line);
  }

  promptMayStand(line: string): boolean {
    const length = this.#guess.lengthAtEndOf(line);
    if (length === 0) return false;
    const { phase, typed } = this.#bounds;
    // Enter alone brings the prompt again, further down.
    if (phase === 'prompt' && typed.isEmpty) this.#standAtPrompt();
    if (phase !== 'running' || length !== line.length) return false;
    this.#end(length);
    return true;
  }

  promptMustStand(line: string): boolean {
    if (this.#bounds.phase === 'greeting' && looksLikeShellPrompt(line)) {
      this.greetingOver(line);
      return true;
    }
    const length = this.#guess.lengthAtEndOf(line);
    if (this.#bounds.phase !== 'running' || length === 0) return false;
    this.#end(length);
    return true;
  }

  enter(input: SessionInput, begin: CellPosition): void {
    const bounds = this.#bounds;
    if (bounds.phase === 'running') {
      const line = bounds.current.partialText();
      if (!this.#isPromptAtEnter(line)) return;
      this.#end(line.length);
      bounds.typed.sent(input);
    }
    if (bounds.phase !== 'prompt') return;
    const text = input.kind === 'line' || input.kind === 'secret' ? input.text : null;
    if (text?.trim() === '') {
      bounds.typed.promptReturned();
      return;
    }
    const shown = text === null ? shownCommand(bounds.screen, bounds.promptEnd) : [text];
    const named = bounds.typed.take(shown);
    if (named.name === '' && named.secret === null) return;
    bounds.start(named, begin, this.#timesReturned >= TIMES_TO_BE_LIKELY, squeeze(named.name));
  }

  #end(promptLength: number): void {
    this.#bounds.end({
      status: null,
      atEpochMs: this.#bounds.lastOutputEpochMs,
      keepPartial: (text) => text.slice(0, -promptLength || 0),
    });
    this.#timesReturned += 1;
    this.#standAtPrompt();
  }

  #standAtPrompt(): void {
    const bounds = this.#bounds;
    if (bounds.phase === 'prompt') bounds.tellLateOutput();
    bounds.phase = 'prompt';
    bounds.promptEnd = bounds.screen.cursor;
    bounds.typed.promptReturned();
    // What comes while nobody types is recorded from here.
    bounds.current.record({ at: bounds.screen.cursor });
  }

  /** Whether the line on which Enter was pressed, while a command seems to run, is a prompt after all. */
  #isPromptAtEnter(line: string): boolean {
    if (this.isPrompt(line)) return true;
    if (!this.#guess.isKnown && line === '') return true;
    const mayBePrompt = looksLikeShellPrompt(line) || !this.#guess.isKnown;
    return mayBePrompt && this.#guess.learnAgain(line);
  }
}
