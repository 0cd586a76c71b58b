/**
 * Begins and ends the blocks of a session, and holds what both need: where the session stands, the times, the
 * screen. When one begins or ends is marked-shell's and guessed-shell's to say.
 */
import type { BlockStatus, CommandBlock } from '../../../../shared/terminal/command-block.ts';
import type { PromptMark } from '../marks/prompt-marks.ts';
import type { CellPosition, VtScreen } from '../vt-screen.ts';
import type { BlockLog } from './block-log.ts';
import { createTypedCommand } from './command-echo.ts';
import type { NamedCommand, TypedCommand } from './command-echo.ts';
import { createCurrentBlock } from './current-block.ts';
import type { CurrentBlock } from './current-block.ts';
import { createEntryLevels } from './entry-levels.ts';
import type { EntryLevels } from './entry-levels.ts';
import { hiddenFailureOf } from './hidden-failure.ts';
import { isJobNotice } from './job-notices.ts';
import { createSessionFacts } from './session-facts.ts';
import type { SessionFacts } from './session-facts.ts';
import { squeeze } from './squeeze.ts';

/** Where the session stands between its prompts. */
export type Phase = 'greeting' | 'prompt' | 'running' | 'ended';

/** How a block ends; without status, as its program was told to. */
export interface BlockEndOrder {
  readonly status: BlockStatus | null;
  readonly atEpochMs: number;
  /** How much of the cursor's line is output. */
  readonly keepPartial?: ((text: string) => string) | undefined;
  /** What the shell told of it. */
  readonly told?: Extract<PromptMark, { readonly kind: 'command-ended' }>;
}

/** The blocks of one session as they begin and end. */
export interface BlockBounds {
  readonly screen: VtScreen;
  readonly log: BlockLog;
  readonly facts: SessionFacts;
  readonly current: CurrentBlock;
  readonly typed: TypedCommand;
  readonly entries: EntryLevels;
  phase: Phase;
  /** Whether bounds come from marks; until the first mark they are only expected. */
  usesMarks: boolean;
  nowEpochMs: number;
  lastOutputEpochMs: number;
  /** Where the command line begins, null while that is not known. */
  promptEnd: CellPosition | null;
  /** When the command began by the server's own clock, null where that was not told. */
  startedAtServerMs: number | null;
  /** A command begins at a place; `echo`: its command line without blanks, which is no output when it is printed first. */
  start(named: NamedCommand, at: CellPosition, guessedSurely: boolean, echo?: string): void;
  /** A command has begun where recording began; what it printed since is its output. */
  startRecorded(named: NamedCommand): void;
  /** What runs ends, with all entries in it. */
  end(order: BlockEndOrder): void;
  /** The greeting becomes a block only when there is something to read in it. */
  openGreetingIfAny(): void;
  /** The prompt is complete and stands before the cursor; what is below it was there before. */
  standAtPrompt(): void;
  /** Lines that came at a prompt where nobody typed: a job in the background printed them. */
  tellLateOutput(): void;
  /** What the shell itself said of its jobs before its prompt; the rest is the prompt's. */
  tellJobNotices(): void;
}

/** Nothing was printed yet; what comes is the greeting. */
export function createBlockBounds(
  screen: VtScreen,
  log: BlockLog,
  expectsMarks: boolean,
): BlockBounds {
  return new SessionBounds(screen, log, expectsMarks);
}

class SessionBounds implements BlockBounds {
  readonly screen: VtScreen;
  readonly log: BlockLog;
  readonly facts: SessionFacts;
  readonly current: CurrentBlock;
  readonly typed = createTypedCommand();
  readonly entries: EntryLevels;
  phase: Phase = 'greeting';
  usesMarks: boolean;
  nowEpochMs = 0;
  lastOutputEpochMs = 0;
  promptEnd: CellPosition | null = null;
  startedAtServerMs: number | null = null;
  #belowPrompt = '';

  constructor(screen: VtScreen, log: BlockLog, expectsMarks: boolean) {
    this.screen = screen;
    this.log = log;
    this.usesMarks = expectsMarks;
    this.facts = createSessionFacts(log);
    this.current = createCurrentBlock(screen, log);
    this.current.record({ at: { row: 0, column: 0 } });
    this.entries = createEntryLevels(screen, this.current, this.typed);
  }

  start(
    { name, secret }: NamedCommand,
    at: CellPosition,
    guessedSurely: boolean,
    echo?: string,
  ): void {
    const isEcho = (shown: string) => secret !== null || squeeze(shown) === echo;
    this.current.record({ at, hide: secret, ...(echo === undefined ? {} : { isEcho }) });
    this.#openCommand(name, guessedSurely);
  }

  startRecorded({ name }: NamedCommand): void {
    this.#openCommand(name, true);
  }

  #openCommand(commandLine: string, guessedSurely: boolean): void {
    this.current.open({
      kind: 'command',
      parent: null,
      commandLine,
      startedAtEpochMs: this.nowEpochMs,
      ...this.#sureness(guessedSurely),
    });
    this.startedAtServerMs = null;
    this.phase = 'running';
  }

  #sureness(guessedSurely: boolean): Pick<CommandBlock, 'bounds' | 'confidence'> {
    if (this.usesMarks) return { bounds: 'marked', confidence: 'certain' };
    return { bounds: 'guessed', confidence: guessedSurely ? 'likely' : 'unsure' };
  }

  openGreetingIfAny(): void {
    const { current } = this;
    if (this.phase !== 'greeting' || current.isOpen) return;
    const isPartialText = current.isPartialShown && current.partialText().trim() !== '';
    if (!isPartialText && !current.hasText()) return;
    current.open({
      kind: 'greeting',
      parent: null,
      commandLine: '',
      startedAtEpochMs: current.firstOutputEpochMs ?? this.nowEpochMs,
      ...this.#sureness(false),
    });
  }

  end({ status, atEpochMs, keepPartial, told }: BlockEndOrder): void {
    const { current } = this;
    current.closeOutput(keepPartial);
    const { isStopAsked } = current;
    this.entries.end(status?.kind === 'lost' ? status : null, atEpochMs);
    // Who stops an entry that takes its program along stops both.
    if (isStopAsked) current.controlSent(true);
    this.openGreetingIfAny();
    const { directory, user } = this.facts;
    const ending = { atEpochMs, directory, user };
    if (told === undefined) {
      const known = status ?? current.statusWithoutCode();
      current.end({ ...ending, status: known, hiddenFailure: null });
      return;
    }
    const { code, pipeCodes, atServerMs } = told;
    const hiddenFailure = hiddenFailureOf(current.commandLine, pipeCodes, code);
    const durationMs = this.#durationByServer(atServerMs);
    current.end({ ...ending, status: current.statusOf(code), hiddenFailure, ...durationMs });
  }

  /** Both times are of one clock, and the way to here does not delay them. */
  #durationByServer(endedAtServerMs: number | null): { durationMs?: number } {
    if (endedAtServerMs === null || this.startedAtServerMs === null) return {};
    return { durationMs: Math.max(0, Math.round(endedAtServerMs - this.startedAtServerMs)) };
  }

  standAtPrompt(): void {
    this.promptEnd = this.screen.cursor;
    this.#belowPrompt = this.#textBelow();
  }

  /** Rows below the cursor; nearly always there are none. */
  #textBelow(): string {
    const { screen } = this;
    const last = screen.lastUsedRow();
    let text = '';
    for (let row = screen.cursor.row + 1; row <= last; row += 1) text += `${screen.rowText(row)}\n`;
    return text;
  }

  tellLateOutput(): void {
    const { current } = this;
    if (!current.isRecording || !this.typed.isEmpty || !current.hasText()) return;
    // Where a program left the cursor in the middle of its output, the rest of that stands below the prompt.
    const isOld = this.promptEnd?.row === this.screen.cursor.row;
    if (isOld && this.#belowPrompt !== '' && this.#belowPrompt === this.#textBelow()) return;
    this.#openLate();
    this.end({
      status: { kind: 'done' },
      atEpochMs: this.lastOutputEpochMs,
      keepPartial: () => '',
    });
    this.standAtPrompt();
    current.record({ at: this.screen.cursor });
  }

  tellJobNotices(): void {
    const { current } = this;
    if (!current.isRecording) return;
    const notices = current.linesOnScreen().filter(({ text }) => isJobNotice(text));
    if (notices.length === 0) return;
    current.recordLines(notices);
    this.#openLate();
    this.end({ status: { kind: 'done' }, atEpochMs: this.lastOutputEpochMs });
  }

  #openLate(): void {
    this.current.open({
      kind: 'late',
      parent: null,
      commandLine: '',
      bounds: 'guessed',
      confidence: 'unsure',
      startedAtEpochMs: this.lastOutputEpochMs,
    });
  }
}
