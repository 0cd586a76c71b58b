/**
 * The block that output goes to at the moment, open or not yet: its recording, whether its program waits, and
 * what was sent to stop it. When it begins and ends is block-assembler's.
 */
import type { BlockStatus, CommandBlock } from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import type { BlockLog, BlockStart, OpenBlock } from './block-log.ts';
import type { KeptLines } from '../kept-lines.ts';
import { lineStart, startRecording } from '../line-settling.ts';
import type { Recording, RecordingStart } from '../line-settling.ts';
import type { PlainRun } from '../plain-run.ts';
import type { VtScreen } from '../vt-screen.ts';
import type { RecognisedPrompt } from '../prompts/recognise-prompt.ts';

/** At most one block is current. Output is recorded before it is known to be a block: greetings begin so. */
export interface CurrentBlock {
  /** Records output from a place on, for a block that may be opened later. */
  record(start: RecordingStart): void;
  /** Makes a block of what is recorded. */
  open(start: BlockStart): void;
  readonly isOpen: boolean;
  readonly isRecording: boolean;
  /** The command line of the open block, '' when there is none. */
  readonly commandLine: string;
  /** When the first output of the recording came, or null. */
  readonly firstOutputEpochMs: number | null;
  outputArrives(atEpochMs: number, lineFeedsBehind: number): void;
  scrolled(): void;
  erasing(): void;
  goingHome(): void;
  renumber(resize: () => void): void;
  /** Takes whole lines that the screen will not see; false: it must see them. */
  passOver(run: PlainRun): boolean;
  /** Whether a complete line that is more than blanks was recorded. */
  hasText(): boolean;
  /** Text of the cursor's unfinished line. */
  partialText(): string;
  /** The cursor's line stands still: it counts as a line. */
  showPartial(): void;
  readonly isPartialShown: boolean;
  /** Tells the log what was printed. */
  refresh(): void;
  /** The program waits behind what stands in the cursor's line. */
  waits(prompt: RecognisedPrompt): void;
  readonly isWaiting: boolean;
  goesOn(): void;
  /** Ends a wait when the cursor's line is no longer the prompt with what was typed behind it. */
  checkWaiting(): void;
  /** A control character was sent; `asksStop`: Ctrl+C or Ctrl+\. */
  controlSent(asksStop: boolean): void;
  /** What an exit code means, given what was sent. */
  statusOf(code: number): BlockStatus;
  statusWithoutCode(): BlockStatus;
  /** Nothing more is output, though the block goes on. */
  closeOutput(keepPartial?: (text: string) => string): void;
  /** Ends the block, if one is open, and the recording. */
  end(ending: BlockEnding): void;
}

/** How a block ends. */
export interface BlockEnding {
  readonly status: BlockStatus;
  readonly atEpochMs: number;
  readonly directory: string;
}

/** Exit codes of a stopped job, 128 + SIGTSTP on Linux and on BSD; of SIGINT and SIGQUIT. */
const SUSPENDED_CODES = new Set([146, 148]);
const STOPPED_CODES = new Set([130, 131]);
/** What the terminal echoes for Ctrl+C, Ctrl+\ and Ctrl+Z. */
const CONTROL_ECHO = /\^[C\\Z]$/;
/** Lines looked at to tell whether there is any text. */
const TEXT_SEARCH_LINES = 100;

/** Nothing is recorded yet. */
export function createCurrentBlock(screen: VtScreen, log: BlockLog): CurrentBlock {
  return new RecordedBlock(screen, log);
}

class RecordedBlock implements CurrentBlock {
  readonly #screen: VtScreen;
  readonly #log: BlockLog;
  #kept: KeptLines;
  #recording: Recording | null = null;
  #block: OpenBlock | null = null;
  #firstOutputEpochMs: number | null = null;
  #lastOutputEpochMs = 0;
  #isPartialShown = false;
  /** Text behind which the program waits, null while it does not. */
  #waitsBehind: string | null = null;
  #isStopAsked = false;
  #isControlSent = false;

  constructor(screen: VtScreen, log: BlockLog) {
    this.#screen = screen;
    this.#log = log;
    this.#kept = log.newLines();
  }

  get isOpen(): boolean {
    return this.#block !== null;
  }

  get isRecording(): boolean {
    return this.#recording !== null;
  }

  get commandLine(): CommandBlock['commandLine'] {
    return this.#block?.start.commandLine ?? '';
  }

  get firstOutputEpochMs(): number | null {
    return this.#firstOutputEpochMs;
  }

  get isPartialShown(): boolean {
    return this.#isPartialShown;
  }

  get isWaiting(): boolean {
    return this.#waitsBehind !== null;
  }

  record(start: RecordingStart): void {
    this.#kept = this.#log.newLines();
    this.#recording = startRecording(this.#screen, this.#kept, start);
    this.#isPartialShown = false;
    this.#firstOutputEpochMs = null;
  }

  open(start: BlockStart): void {
    this.#block = this.#log.start(start, this.#kept);
    this.#waitsBehind = null;
    this.#isStopAsked = false;
    this.#isControlSent = false;
  }

  outputArrives(atEpochMs: number, lineFeedsBehind: number): void {
    this.#lastOutputEpochMs = atEpochMs;
    this.#firstOutputEpochMs ??= atEpochMs;
    this.#isPartialShown &&= this.isWaiting;
    this.#recording?.setLineFeedsBehind(lineFeedsBehind);
  }

  scrolled(): void {
    this.#recording?.scrolled();
  }

  erasing(): void {
    this.#recording?.erased();
  }

  goingHome(): void {
    this.#recording?.wentHome();
  }

  renumber(resize: () => void): void {
    if (this.#recording === null) resize();
    else this.#recording.renumber(resize);
  }

  passOver(run: PlainRun): boolean {
    return this.#recording?.passOver(run) ?? true;
  }

  hasText(): boolean {
    if (this.#kept.total > TEXT_SEARCH_LINES) return true;
    const lines = this.#kept.read(0, TEXT_SEARCH_LINES).lines;
    const live = this.#recording?.live().complete ?? [];
    return [...lines, ...live].some((line) => line.text.trim() !== '');
  }

  partialText(): string {
    const { row } = this.#screen.cursor;
    let text = '';
    for (let at = lineStart(this.#screen, row); at <= row; at += 1) {
      text += this.#screen.rowText(at);
    }
    return text;
  }

  showPartial(): void {
    this.#isPartialShown = true;
  }

  refresh(): void {
    if (this.#block === null || this.#recording === null) return;
    const live = this.#recording.live();
    this.#log.printed(this.#block, live, this.#isPartialShown, this.#lastOutputEpochMs);
  }

  waits(prompt: RecognisedPrompt): void {
    if (this.#block === null || this.#recording === null) return;
    this.#isPartialShown = true;
    this.refresh();
    const linesBefore = this.#kept.total + this.#recording.live().complete.length;
    this.#log.waited(this.#block, { ...prompt, linesBefore });
    this.#waitsBehind = this.partialText();
  }

  goesOn(): void {
    if (this.#waitsBehind === null) return;
    this.#waitsBehind = null;
    if (this.#block !== null) this.#log.waited(this.#block, null);
  }

  checkWaiting(): void {
    if (this.#waitsBehind !== null && !this.partialText().startsWith(this.#waitsBehind)) {
      this.goesOn();
    }
  }

  controlSent(asksStop: boolean): void {
    this.#isControlSent = true;
    this.#isStopAsked ||= asksStop;
  }

  statusOf(code: number): BlockStatus {
    if (code === 0) return { kind: 'ok' };
    if (SUSPENDED_CODES.has(code)) return { kind: 'suspended' };
    if (this.#isStopAsked && STOPPED_CODES.has(code)) return { kind: 'stopped' };
    return { kind: 'failed', code };
  }

  statusWithoutCode(): BlockStatus {
    return { kind: this.#isStopAsked ? 'stopped' : 'done' };
  }

  closeOutput(keepPartial?: (text: string) => string): void {
    this.#recording?.finish(keepPartial, this.#isControlSent ? withoutControlEcho : undefined);
  }

  end({ status, atEpochMs, directory }: BlockEnding): void {
    this.closeOutput();
    this.#recording = null;
    if (this.#block !== null) this.#log.ended(this.#block, status, atEpochMs, directory);
    this.#block = null;
    this.#waitsBehind = null;
  }
}

/** Takes away what the terminal itself printed for a control character: `^C` is no output. */
function withoutControlEcho(lines: Line[]): Line[] {
  const index = lines.findLastIndex((line) => CONTROL_ECHO.test(line.text));
  const line = lines[index];
  if (line === undefined) return lines;
  const text = line.text.replace(CONTROL_ECHO, '');
  return lines.toSpliced(index, 1, ...(text === '' ? [] : [{ ...line, text }]));
}
