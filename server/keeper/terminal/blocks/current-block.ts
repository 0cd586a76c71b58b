/**
 * The block that output goes to at the moment, open or not yet: its recording, whether its program waits or is
 * quiet, and what was sent to stop it. When it begins, ends or is put aside is block-assembler's.
 */
import type { BlockId } from '../../../../shared/model/ids.ts';
import type { BlockStatus, CommandBlock } from '../../../../shared/terminal/command-block.ts';
import type { Line } from '../../../../shared/terminal/line.ts';
import { createDrawnRows } from './drawn-rows.ts';
import type { DrawnRows } from './drawn-rows.ts';
import { cleanedEnd } from './output-end.ts';
import { statusOfCode } from './status-of-code.ts';
import { createProgramWait } from './program-wait.ts';
import type { ProgramWait } from './program-wait.ts';
import { createEchoedLines } from './echoed-lines.ts';
import type { EchoedLines } from './echoed-lines.ts';
import type { BlockEnd, BlockLog, BlockStart, OpenBlock } from './block-log.ts';
import type { KeptLines } from '../kept-lines.ts';
import { lineStart, startRecording } from '../line-settling.ts';
import type { LiveLines, Recording, RecordingStart } from '../line-settling.ts';
import type { PlainRun } from '../plain-run.ts';
import type { VtScreen } from '../vt-screen.ts';
import type { RecognisedPrompt } from '../prompts/recognise-prompt.ts';

/** At most one block is current. Output is recorded before it is known to be a block: greetings begin so. */
export interface CurrentBlock {
  /** Records output from a place on, for a block that may be opened later. */
  record(start: OutputStart): void;
  /** These lines, and nothing more, are recorded. */
  recordLines(lines: readonly Line[]): void;
  /** Makes a block of what is recorded. */
  open(start: BlockStart): void;
  readonly isOpen: boolean;
  /** Null while no block is open. */
  readonly id: BlockId | null;
  /** Records anew from a place on, for the same block; the cursor's line of before is no output. */
  restart(start: RecordingStart): void;
  /** The block goes on later, others come first. */
  putAside(): AsideBlock;
  /** A block goes on, in the place of the current one; null: it will print nothing more. */
  takeBack(block: AsideBlock, start: RecordingStart | null): void;
  readonly isRecording: boolean;
  /** The command line of the open block, '' when there is none. */
  readonly commandLine: string;
  /** When the first output of the recording came, or null. */
  readonly firstOutputEpochMs: number | null;
  outputArrives(atEpochMs: number, lineFeedsBehind: number): void;
  scrolled(): void;
  erasing(): void;
  /** What it draws by places. */
  readonly drawn: DrawnRows;
  goingHome(): void;
  renumber(resize: () => void): void;
  /** Takes whole lines that the screen will not see; false: it must see them. */
  passOver(run: PlainRun): boolean;
  /** Whether a complete line that is more than blanks was recorded. */
  hasText(): boolean;
  /** Text of the cursor's unfinished line. */
  partialText(): string;
  /** Complete lines that are still on the screen. */
  linesOnScreen(): Line[];
  /** Texts of the newest complete lines that may tell what a prompt asks: no questions that were answered. */
  linesAbovePrompt(): string[];
  /** Enter was sent behind this text. */
  answered(line: string): void;
  /** The cursor's line is a prompt for entries when it begins so, and is not told; null: it is none. */
  setEntryPrompt(line: string | null): void;
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
  /** What the server's terminal does with what is typed was found out while the program waits. */
  echoTold(isOn: boolean): void;
  /** It printed, and nothing comes any more. */
  fallsQuiet(): void;
  /** A control character was sent; `asksStop`: Ctrl+C or Ctrl+\. */
  controlSent(asksStop: boolean): void;
  /** What an exit code means, given what was sent. */
  statusOf(code: number): BlockStatus;
  statusWithoutCode(): BlockStatus;
  /** Whether Ctrl+C or Ctrl+\\ was sent since the block has the terminal. */
  readonly isStopAsked: boolean;
  /** Nothing more is output, though the block goes on. */
  closeOutput(keepPartial?: (text: string) => string): void;
  /** Ends the block, if one is open, and the recording. */
  end(ending: BlockEnding): void;
}

/** What a recording starts from. */
export interface OutputStart extends RecordingStart {
  /** Says that a line before all output is the echo of line `index` (from 1) of what was entered. */
  readonly isEchoOfLine?: (text: string, index: number) => boolean;
}

/** How a block ends; without `durationMs` the time since its start counts. */
export interface BlockEnding extends Omit<BlockEnd, 'durationMs'> {
  readonly atEpochMs: number;
  readonly durationMs?: number;
}

/** A block that goes on later, with all that `CurrentBlock` needs then. */
export interface AsideBlock {
  readonly block: OpenBlock | null;
  readonly kept: KeptLines;
}

const NO_LINES: LiveLines = { complete: [], partial: { text: '' } };
/** Lines looked at for text. */
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
  /** Keeps the echo of what was entered out; null where one line was. */
  #echoed: EchoedLines | null = null;
  #block: OpenBlock | null = null;
  #firstOutputEpochMs: number | null = null;
  #lastOutputEpochMs = 0;
  #isPartialShown = false;
  readonly #wait: ProgramWait;
  readonly drawn = createDrawnRows();
  #isQuiet = false;
  #entryPrompt: string | null = null;
  #isStopAsked = false;
  /** Whether it was asked of a program that had the whole screen. */
  #isAskedOnScreen = false;
  #isControlSent = false;

  constructor(screen: VtScreen, log: BlockLog) {
    this.#screen = screen;
    this.#log = log;
    this.#wait = createProgramWait(log);
    this.#kept = log.newLines();
  }

  get isOpen(): boolean {
    return this.#block !== null;
  }

  get isRecording(): boolean {
    return this.#recording !== null;
  }

  get id(): BlockId | null {
    return this.#block?.id ?? null;
  }

  get commandLine(): CommandBlock['commandLine'] {
    return this.#block?.start.commandLine ?? '';
  }

  get firstOutputEpochMs(): number | null {
    return this.#firstOutputEpochMs;
  }

  get isStopAsked(): boolean {
    return this.#isStopAsked;
  }

  get isPartialShown(): boolean {
    return this.#isPartialShown;
  }

  get isWaiting(): boolean {
    return this.#wait.isWaiting;
  }

  record(start: OutputStart): void {
    this.#kept = this.#log.newLines();
    this.#recordInto(start);
    this.#wait.forgetAnswers();
    this.#firstOutputEpochMs = null;
  }

  recordLines(lines: readonly Line[]): void {
    this.#kept = this.#log.newLines();
    this.#recording = null;
    for (const line of lines) this.#kept.push(line);
  }

  #recordInto(start: OutputStart): void {
    const { isEchoOfLine } = start;
    this.#echoed = isEchoOfLine === undefined ? null : createEchoedLines(this.#kept, isEchoOfLine);
    this.#recording = startRecording(this.#screen, this.#echoed?.kept ?? this.#kept, start);
    this.#isPartialShown = false;
    this.#entryPrompt = null;
  }

  open(start: BlockStart): void {
    this.#block = this.#log.start(start, this.#kept);
    this.#standsAnew();
  }

  /** Nothing was sent to this block since it has the terminal. */
  #standsAnew(): void {
    this.#wait.drop();
    this.drawn.reset();
    this.#isQuiet = false;
    this.#isStopAsked = false;
    this.#isAskedOnScreen = false;
    this.#isControlSent = false;
  }

  restart(start: RecordingStart): void {
    this.closeOutput(() => '');
    this.#standsAnew();
    this.#recordInto(start);
  }

  putAside(): AsideBlock {
    this.goesOn();
    this.closeOutput(() => '');
    this.#tellAll();
    const aside = { block: this.#block, kept: this.#kept };
    this.#block = null;
    this.#recording = null;
    return aside;
  }

  takeBack({ block, kept }: AsideBlock, start: RecordingStart | null): void {
    this.#block = block;
    this.#kept = kept;
    if (block !== null) this.#log.resumed(block);
    this.#standsAnew();
    this.#recording = null;
    if (start !== null) this.#recordInto(start);
  }

  /** What was shown as a line while it stood there, and is none after all, is taken back. */
  #tellAll(): void {
    if (this.#block === null) return;
    this.#log.printed(this.#block, NO_LINES, false, this.#lastOutputEpochMs);
  }

  outputArrives(atEpochMs: number, lineFeedsBehind: number): void {
    this.#lastOutputEpochMs = atEpochMs;
    this.#firstOutputEpochMs ??= atEpochMs;
    this.#isPartialShown &&= this.isWaiting;
    this.#setQuiet(false);
    this.#recording?.setLineFeedsBehind(lineFeedsBehind);
  }

  scrolled(): void {
    this.#recording?.scrolled();
  }

  erasing(): void {
    this.drawn.forgetRows();
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
    return [...lines, ...this.linesOnScreen()].some((line) => line.text.trim() !== '');
  }

  linesOnScreen(): Line[] {
    return this.#liveLines().complete;
  }

  #liveLines(): LiveLines {
    const live = this.#recording?.live() ?? NO_LINES;
    if (this.#echoed === null) return live;
    return { complete: this.#echoed.withoutEcho(live.complete), partial: live.partial };
  }

  linesAbovePrompt(): string[] {
    return this.#wait.linesAbove(this.linesOnScreen().map(({ text }) => text));
  }

  answered(line: string): void {
    this.#wait.answered(line);
  }

  setEntryPrompt(line: string | null): void {
    this.#entryPrompt = line;
  }

  partialText(): string {
    const { row } = this.#screen.cursor;
    let text = '';
    for (let at = lineStart(this.#screen, row); at <= row; at += 1)
      text += this.#screen.rowText(at);
    return text;
  }

  showPartial(): void {
    this.#isPartialShown = true;
  }

  refresh(): void {
    if (this.#block === null || this.#recording === null) return;
    const live = this.#liveLines();
    const { complete } = live;
    const isPrompt = this.#entryPrompt !== null && live.partial.text.startsWith(this.#entryPrompt);
    const told = isPrompt ? { complete, partial: { text: '' } } : live;
    this.#log.printed(this.#block, told, this.#isPartialShown, this.#lastOutputEpochMs);
  }

  waits(recognised: RecognisedPrompt): void {
    if (this.#block === null || this.#recording === null) return;
    this.#isPartialShown = true;
    this.refresh();
    const linesBefore = this.#kept.total + this.linesOnScreen().length;
    this.#isQuiet = false;
    this.#wait.begin(this.#block, { ...recognised, linesBefore }, this.partialText());
  }

  goesOn(): void {
    this.#wait.over(this.#block);
  }

  checkWaiting(): void {
    if (this.isWaiting) this.#wait.checkLine(this.#block, this.partialText());
  }

  echoTold(isOn: boolean): void {
    if (this.#block !== null) this.#wait.echoTold(this.#block, isOn);
  }

  fallsQuiet(): void {
    if (this.#block === null || this.isWaiting) return;
    const lines = this.#kept.total + this.linesOnScreen().length;
    if (lines > 0 || this.partialText() !== '') this.#setQuiet(true);
  }

  #setQuiet(isQuiet: boolean): void {
    if (this.#isQuiet === isQuiet) return;
    this.#isQuiet = isQuiet;
    if (this.#block !== null) this.#log.quieted(this.#block, isQuiet);
  }

  controlSent(asksStop: boolean): void {
    this.#isControlSent = true;
    this.#isStopAsked ||= asksStop;
    this.#isAskedOnScreen ||= asksStop && this.#screen.isAlternate;
  }

  statusOf(code: number): BlockStatus {
    return statusOfCode(code, this.#isStopAsked, this.#isAskedOnScreen);
  }

  statusWithoutCode(): BlockStatus {
    return { kind: this.#isStopAsked ? 'stopped' : 'done' };
  }

  closeOutput(keepPartial?: (text: string) => string): void {
    this.#dropDrawn();
    const past = { isControlSent: this.#isControlSent, hadScreen: this.drawn.hadScreen };
    this.#recording?.finish(keepPartial, (lines) => cleanedEnd(lines, past));
  }

  /** What a program drew by places on the normal screen is a picture, not printed lines. */
  #dropDrawn(): void {
    const { bottomRow } = this.drawn;
    if (bottomRow === null || this.#recording === null || this.#screen.isAlternate) return;
    this.#recording.finish(undefined, () => []);
    this.drawn.forgetRows();
    this.#recordInto({ at: { row: bottomRow + 1, column: 0 } });
  }

  end({ atEpochMs, durationMs, ...end }: BlockEnding): void {
    this.closeOutput();
    this.#recording = null;
    if (this.#block !== null) {
      const sinceStartMs = Math.max(0, atEpochMs - this.#block.start.startedAtEpochMs);
      this.#log.ended(this.#block, { ...end, durationMs: durationMs ?? sinceStartMs });
    }
    this.#block = null;
    this.#wait.drop();
    this.#isQuiet = false;
  }
}
