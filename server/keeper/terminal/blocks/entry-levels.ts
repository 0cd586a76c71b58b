/**
 * The programs of a running command whose prompt takes entries, the outermost first, and the entry that runs in
 * the innermost one: its block begins at Enter and ends when a prompt comes back. What a prompt is: entry-prompts.
 */
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';
import type { BlockStatus } from '../../../../shared/terminal/command-block.ts';
import { lineStart } from '../line-settling.ts';
import type { VtScreen } from '../vt-screen.ts';
import type { TypedCommand } from './command-echo.ts';
import type { AsideBlock, CurrentBlock } from './current-block.ts';
import { createEntryPrompts, isContinuation, isEntryPrompt } from './entry-prompts.ts';
import type { EntryPrompts } from './entry-prompts.ts';
import { squeeze } from './squeeze.ts';

/** The entries of one command. Lines given are the cursor's unfinished one. */
export interface EntryLevels {
  /** Whether nothing runs but the program whose prompt stands in the line, with what is typed behind it. */
  isAtPrompt(line: string): boolean;
  /** Whether a program with a prompt of its own runs. */
  readonly hasPrompt: boolean;
  /**
   * The line stands still, or Enter was pressed on it: true when it is a prompt for entries. What ran since the
   * prompt before is over then, at `atEpochMs`.
   */
  promptStands(line: string, atEpochMs: number): boolean;
  /** Enter was sent where `isAtPrompt`: an entry begins. */
  enter(input: SessionInput, atEpochMs: number): void;
  /** Enter was sent elsewhere. True: it goes on the entry that was begun; false: it is an answer to a program. */
  enterElsewhere(input: SessionInput, line: string): boolean;
  /** All is quiet behind a line: an entry whose line is complete becomes a block. */
  quietBehind(line: string): void;
  /** An entry that printed becomes a block. */
  openIfPrinted(): void;
  /** Whether the line asks for the rest of an entry. */
  isContinuing(line: string): boolean;
  /** Ends all but the outermost program, which is then the current block. */
  end(status: BlockStatus | null, atEpochMs: number): void;
}

/** Programs inside one another that can each have entries; what is deeper belongs to the last. */
const LEVELS_LIMIT = 4;

/** A program; `aside` is its block while an entry has the terminal. */
interface Level {
  readonly prompts: EntryPrompts;
  aside: AsideBlock | null;
}

/** An entry that is no block yet, because its command line may go on. */
interface BegunEntry {
  readonly startedAtEpochMs: number;
  /** Lines of the command line; null: the line is read from the screen. */
  readonly texts: (string | null)[];
  readonly secret: string | null;
}

/** Nothing entered yet. `typed` knows the secrets that must not become names. */
export function createEntryLevels(
  screen: VtScreen,
  current: CurrentBlock,
  typed: TypedCommand,
): EntryLevels {
  return new StackedLevels(screen, current, typed);
}

class StackedLevels implements EntryLevels {
  readonly #screen: VtScreen;
  readonly #current: CurrentBlock;
  readonly #typed: TypedCommand;
  #levels: Level[] = [];
  /** The whole line as it was when a prompt was seen at its end; null while none stands. */
  #standing: string | null = null;
  #begun: BegunEntry | null = null;
  #lastAnswered: string | null = null;

  constructor(screen: VtScreen, current: CurrentBlock, typed: TypedCommand) {
    this.#screen = screen;
    this.#current = current;
    this.#typed = typed;
  }

  get hasPrompt(): boolean {
    return this.#levels.length > 0;
  }

  isAtPrompt(line: string): boolean {
    return this.#standing !== null && line.startsWith(this.#standing);
  }

  isContinuing(line: string): boolean {
    const prompt = this.#levels.at(-1)?.prompts.text;
    return this.#begun !== null && prompt !== undefined && isContinuation(line, prompt);
  }

  promptStands(line: string, atEpochMs: number): boolean {
    if (this.isAtPrompt(line)) return true;
    if (this.isContinuing(line)) return false;
    for (let index = this.#levels.length - 1; index >= 0; index -= 1) {
      const length = this.#levels[index]?.prompts.lengthAtEndOf(line) ?? 0;
      if (length === 0) continue;
      this.#returnTo(index, line, length, atEpochMs);
      return true;
    }
    return this.#isNewPrompt(line) && this.#openLevel(line);
  }

  enter(input: SessionInput, atEpochMs: number): void {
    const level = this.#levels.at(-1);
    if (level === undefined || this.#standing === null) return;
    const prompt = this.#standing;
    level.aside = this.#current.putAside();
    this.#begun = {
      startedAtEpochMs: atEpochMs,
      texts: [],
      secret: input.kind === 'secret' ? input.text : null,
    };
    this.#recordLine(input, prompt);
    this.#standing = null;
  }

  enterElsewhere(input: SessionInput, line: string): boolean {
    const prompt = this.#levels.at(-1)?.prompts.text;
    const begun = this.#begun;
    if (begun === null || prompt === undefined) {
      this.#lastAnswered = line;
      return false;
    }
    const shown = /^ *\S+ */.exec(line)?.[0] ?? '';
    const continued = isContinuation(line, prompt) ? line : shown;
    if (!isContinuation(continued, prompt)) return false;
    this.#resolveTexts();
    this.#recordLine(input, continued);
    return true;
  }

  quietBehind(line: string): void {
    if (this.#begun !== null && !this.isContinuing(line)) this.#open();
  }

  openIfPrinted(): void {
    if (this.#begun !== null && this.#current.hasText()) this.#open();
  }

  end(status: BlockStatus | null, atEpochMs: number): void {
    this.#endInner(0, status, atEpochMs);
    const outermost = this.#levels[0]?.aside ?? null;
    if (outermost !== null) this.#current.takeBack(outermost, null);
    this.#levels = [];
    this.#standing = null;
    this.#lastAnswered = null;
  }

  /** Records what follows on a line that shows `prompt` and what was typed, which itself is no output. */
  #recordLine(input: SessionInput, prompt: string): void {
    const begun = this.#begun;
    if (begun === null) return;
    const index = begun.texts.length;
    const text = input.kind === 'line' ? input.text : null;
    begun.texts.push(input.kind === 'secret' ? '' : text);
    const first = squeeze(text?.split(/[\r\n]/, 1)[0] ?? '');
    const isEcho = (shown: string): boolean => {
      if (!shown.startsWith(prompt.trimEnd())) return false;
      const rest = shown.slice(prompt.length);
      if (text === null) {
        if (input.kind === 'keys') begun.texts[index] = rest;
        return true;
      }
      return squeeze(rest).startsWith(first) || first.startsWith(squeeze(rest));
    };
    const row = lineStart(this.#screen, this.#screen.cursor.row);
    const at = { row, column: 0 };
    const pasted = text?.split(/\r\n|[\r\n]/) ?? [];
    if (pasted.length < 2) this.#current.record({ at, isEcho, hide: begun.secret });
    else {
      const isEchoOfLine = (shown: string, place: number): boolean =>
        isEchoed(shown, pasted[place], prompt);
      this.#current.record({ at, isEcho, isEchoOfLine, hide: begun.secret });
    }
  }

  /** Lines that were typed key by key are known when they were read once. */
  #resolveTexts(): void {
    this.#current.hasText();
  }

  #isNewPrompt(line: string): boolean {
    if (this.#levels.length >= LEVELS_LIMIT) return false;
    const isAnswered = line !== '' && line === this.#lastAnswered;
    return isEntryPrompt(line, this.#commandLine(), isAnswered);
  }

  /** Of what has the terminal. */
  #commandLine(): string {
    this.#resolveTexts();
    const begun = this.#begun?.texts.map((text) => text ?? '').join('\n');
    return begun ?? this.#current.commandLine;
  }

  #openLevel(line: string): boolean {
    if (this.#begun !== null) this.#open();
    if (!this.#current.isOpen) return false;
    this.#levels.push({ prompts: createEntryPrompts(line), aside: null });
    this.#current.restart(this.#afterPrompt(line));
    this.#stand(line);
    return true;
  }

  #stand(line: string): void {
    this.#standing = line;
    this.#lastAnswered = null;
    this.#current.setEntryPrompt(line);
    this.#typed.promptReturned();
  }

  #afterPrompt(line: string) {
    const row = lineStart(this.#screen, this.#screen.cursor.row);
    const isEcho = (shown: string): boolean => {
      if (!shown.startsWith(line.trimEnd())) return false;
      return /^\s*(?:\^[CDZ\\])?$/.test(shown.slice(line.length));
    };
    return { at: { row, column: 0 }, isEcho };
  }

  #returnTo(index: number, line: string, length: number, atEpochMs: number): void {
    const level = this.#levels[index];
    if (level === undefined) return;
    const isAtTop = index === this.#levels.length - 1;
    const program = isAtTop ? level.aside : this.#levels[index]?.aside;
    if (program === null || program === undefined) {
      // The program itself printed behind its prompt, and prompts again.
      this.#current.restart(this.#afterPrompt(line));
    } else {
      this.#closeCurrent(line, length);
      this.#endInner(index, null, atEpochMs);
      this.#current.takeBack(program, this.#afterPrompt(line));
      level.aside = null;
    }
    level.prompts.returned(line.slice(-length));
    this.#stand(line);
  }

  #closeCurrent(line: string, length: number): void {
    const rest = line.slice(0, line.length - length);
    this.#current.closeOutput((text) => (text.endsWith(line) ? rest : text.slice(0, -length)));
  }

  /** Ends the entry that runs and all programs further in than level `index`. */
  #endInner(index: number, status: BlockStatus | null, atEpochMs: number): void {
    for (let at = this.#levels.length - 1; at >= index; at -= 1) {
      const level = this.#levels[at];
      if (level === undefined) continue;
      // Where the prompt stands, the program is the current block, and no entry runs.
      if (level.aside !== null) this.#endEntry(status, atEpochMs);
      if (at > index) {
        if (level.aside !== null) this.#current.takeBack(level.aside, null);
        this.#levels.pop();
      }
    }
  }

  #endEntry(status: BlockStatus | null, atEpochMs: number): void {
    const current = this.#current;
    const ending = { atEpochMs, directory: '', user: '', hiddenFailure: null };
    if (this.#begun !== null) {
      this.#resolveTexts();
      const isEmpty = this.#begun.texts.every((text) => text === null || text.trim() === '');
      if (isEmpty && this.#begun.secret === null && !current.hasText()) this.#begun = null;
      else this.#open();
    }
    current.end({ ...ending, status: status ?? current.statusWithoutCode() });
  }

  #open(): void {
    const begun = this.#begun;
    const level = this.#levels.at(-1);
    if (begun === null || level === undefined) return;
    this.#resolveTexts();
    this.#begun = null;
    const text = begun.texts.map((line) => line ?? '').join('\n');
    const { name, secret } = this.#typed.takeTold(text.trim());
    this.#current.open({
      kind: 'entry',
      parent: level.aside?.block?.id ?? null,
      commandLine: secret === null && begun.secret === null ? name : '',
      bounds: 'guessed',
      confidence: level.prompts.timesReturned >= 2 ? 'likely' : 'unsure',
      startedAtEpochMs: begun.startedAtEpochMs,
    });
  }
}

/** Whether a line of the screen is a prompt of either kind with a line of an entry behind it. */
function isEchoed(shown: string, line: string | undefined, prompt: string): boolean {
  if (line === undefined || !shown.trimEnd().endsWith(line.trimEnd())) return false;
  const before = shown.slice(0, Math.max(0, shown.trimEnd().length - line.trimEnd().length));
  return before.trim() === prompt.trim() || isContinuation(before, prompt);
}
