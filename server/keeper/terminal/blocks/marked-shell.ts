/**
 * Bounds of blocks from a shell that marks its prompts: between prompt and prompt one command. Shells that do not
 * tell where output begins are found out, and their commands begin at Enter.
 */
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';
import type { PromptMark } from '../marks/prompt-marks.ts';
import type { CellPosition } from '../vt-screen.ts';
import type { BlockBounds } from './block-bounds.ts';
import { isContinuation } from './entry-prompts.ts';
import { shownCommand } from './shown-command.ts';
import { squeeze } from './squeeze.ts';

/** A shell with marks, or one that should have them. */
export interface MarkedShell {
  /** Whether any mark came. */
  readonly hasMarked: boolean;
  mark(mark: PromptMark): void;
  /** Enter was sent at the prompt; the command line begins at `begin`. */
  enter(input: SessionInput, begin: CellPosition): void;
  /** All is quiet behind a line: a command that was entered runs, though nobody told that its output begins. */
  quietBehind(line: string): void;
}

/** Enter at the prompt, before the shell told that output begins; some never do. */
interface EnteredCommand {
  readonly shown: readonly string[];
  readonly begin: CellPosition;
  /** Whether what was entered is hidden in the recording already. */
  readonly isHidden: boolean;
  readonly atEpochMs: number;
}

/** A mark of one kind. */
type MarkOf<Kind extends PromptMark['kind']> = Extract<PromptMark, { readonly kind: Kind }>;

/** No mark came yet. */
export function createMarkedShell(bounds: BlockBounds): MarkedShell {
  return new ShellByMarks(bounds);
}

class ShellByMarks implements MarkedShell {
  readonly #bounds: BlockBounds;
  hasMarked = false;
  /** Whether the shell marks where output begins; null while no command ended. */
  #marksOutput: boolean | null = null;
  #entered: EnteredCommand | null = null;

  constructor(bounds: BlockBounds) {
    this.#bounds = bounds;
  }

  mark(mark: PromptMark): void {
    const bounds = this.#bounds;
    if (mark.kind === 'cannot-mark') {
      if (!this.hasMarked) bounds.usesMarks = false;
      return;
    }
    this.hasMarked = true;
    switch (mark.kind) {
      case 'prompt-begins':
        this.#promptBegins();
        this.#marksOutput = mark.hasOutputMark ?? this.#marksOutput;
        bounds.facts.place(mark, false);
        break;
      case 'prompt-ends':
        this.#promptEnds();
        break;
      case 'output-begins':
        this.#outputBegins(mark);
        break;
      case 'output-over':
        if (bounds.phase !== 'prompt') bounds.current.closeOutput();
        break;
      case 'command-ended':
        // Before the first prompt no command ended.
        if (bounds.phase !== 'greeting') this.#commandEnded(mark);
        break;
    }
  }

  enter(input: SessionInput, begin: CellPosition): void {
    const { screen, current, promptEnd, nowEpochMs } = this.#bounds;
    const text = input.kind === 'line' || input.kind === 'secret' ? input.text : null;
    const shown = text === null ? shownCommand(screen, promptEnd) : [text];
    const isSecret = input.kind === 'secret';
    this.#entered ??= { shown, begin, atEpochMs: nowEpochMs, isHidden: isSecret };
    const echo = squeeze(shown[0] ?? '');
    const isEcho = (line: string): boolean => isSecret || squeeze(line) === echo;
    current.record({ at: begin, isEcho, hide: isSecret ? input.text : null });
    if (this.#marksOutput === false) this.#beginEntered();
  }

  quietBehind(line: string): void {
    const mayHaveBegun = this.#entered !== null && this.#marksOutput !== true;
    if (mayHaveBegun && !isContinuation(line, '')) this.#beginEntered();
  }

  #commandEnded(told: MarkOf<'command-ended'>): void {
    const bounds = this.#bounds;
    const isRunning = this.#beginEntered() || bounds.phase === 'running';
    // The change that ends the block carries directory and user.
    bounds.facts.place(told, isRunning);
    if (isRunning) {
      bounds.end({ status: null, atEpochMs: bounds.nowEpochMs, told });
      bounds.phase = 'prompt';
    }
    // What the shell says of its jobs before it prompts.
    if (bounds.phase === 'prompt') bounds.current.record({ at: bounds.screen.cursor });
  }

  /** A command that was entered and of whose output no beginning was told begins after all. True: it did. */
  #beginEntered(): boolean {
    const bounds = this.#bounds;
    const entered = this.#entered;
    this.#entered = null;
    if (entered === null || bounds.phase !== 'prompt') return false;
    const hasPrinted = bounds.current.hasText();
    if (this.#marksOutput === true && !hasPrinted) return false;
    const named = bounds.typed.take(entered.shown);
    if (named.name.trim() === '' && named.secret === null && !hasPrinted) return false;
    this.#marksOutput ??= false;
    const { nowEpochMs } = bounds;
    bounds.nowEpochMs = entered.atEpochMs;
    // What it printed is recorded since Enter; only a secret in its name asks for a recording that hides it.
    if (named.secret === null || entered.isHidden) bounds.startRecorded(named);
    else bounds.start(named, entered.begin, true, squeeze(named.name));
    bounds.nowEpochMs = nowEpochMs;
    return true;
  }

  #promptBegins(): void {
    const bounds = this.#bounds;
    const { phase, nowEpochMs } = bounds;
    if (phase === 'prompt') bounds.tellJobNotices();
    else
      bounds.end({ status: phase === 'running' ? null : { kind: 'done' }, atEpochMs: nowEpochMs });
    bounds.usesMarks = true;
    bounds.phase = 'prompt';
    bounds.promptEnd = null;
    this.#entered = null;
    bounds.typed.promptReturned();
    bounds.current.record({ at: bounds.screen.cursor });
  }

  #promptEnds(): void {
    const bounds = this.#bounds;
    const { cursor } = bounds.screen;
    if (bounds.phase === 'prompt') {
      // zsh draws its prompt again below what a job printed.
      if (bounds.promptEnd === null) bounds.tellJobNotices();
      else bounds.tellLateOutput();
      // What a background job prints while nobody types is recorded from here.
      bounds.current.record({ at: cursor });
    }
    bounds.standAtPrompt();
  }

  #outputBegins({ commandLine, atServerMs }: MarkOf<'output-begins'>): void {
    const bounds = this.#bounds;
    const { screen, current, typed } = bounds;
    const isRunning = bounds.phase === 'running';
    const mayHaveBegun = isRunning && this.#marksOutput !== true && !bounds.entries.hasPrompt;
    this.#marksOutput = true;
    this.#entered = null;
    if (mayHaveBegun && current.isOpen && !current.hasText()) {
      // It was taken to begin at Enter already.
      current.restart({ at: screen.cursor });
    } else {
      if (isRunning) bounds.end({ status: null, atEpochMs: bounds.nowEpochMs });
      const shown = commandLine === null ? shownCommand(screen, bounds.promptEnd) : [];
      const named = commandLine === null ? typed.take(shown) : typed.takeTold(commandLine);
      bounds.start(named, screen.cursor, true);
    }
    bounds.startedAtServerMs = atServerMs;
  }
}
