/**
 * Where marks, rows, input and time of one session come together, in the order of events: hands each to what it
 * concerns, and decides after quiet what stands there. Pure: everything comes in by calls.
 */
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';
import { createScreenWatch } from '../full-screen/screen-watch.ts';
import type { ScreenWatch } from '../full-screen/screen-watch.ts';
import type { PlainRun } from '../plain-run.ts';
import type { PromptMark } from '../marks/prompt-marks.ts';
import { recognisePrompt } from '../prompts/recognise-prompt.ts';
import type { VtScreen } from '../vt-screen.ts';
import { createBlockBounds } from './block-bounds.ts';
import type { BlockBounds } from './block-bounds.ts';
import type { BlockLog } from './block-log.ts';
import { createGuessedShell } from './guessed-shell.ts';
import type { GuessedShell } from './guessed-shell.ts';
import { meaningOf } from './input-meaning.ts';
import type { InputMeaning } from './input-meaning.ts';
import { createMarkedShell } from './marked-shell.ts';
import type { MarkedShell } from './marked-shell.ts';
import { looksLikeShellPrompt } from './prompt-guess.ts';
import { createQuietStages } from './quiet-stages.ts';
import type { QuietStages } from './quiet-stages.ts';
import type { SessionFacts } from './session-facts.ts';

/** The state machine of one session. */
export interface BlockAssembler {
  readonly log: BlockLog;
  readonly facts: SessionFacts;
  /** Bytes that arrived at this time are parsed next. */
  outputArrives(atEpochMs: number, lineFeedsBehind: number): void;
  scrolled(): void;
  erasing(): void;
  goingHome(): void;
  goingToRow(row: number): void;
  passOver(run: PlainRun): boolean;
  alternateScreen(isOn: boolean): void;
  mark(mark: PromptMark): void;
  inputSent(input: SessionInput, atEpochMs: number): void;
  /** Whether the server's terminal shows what is typed was found out; null: it could not be. */
  echoTold(isOn: boolean | null, atEpochMs: number): void;
  /** Gives the time at which it wants to be called again, or null. */
  tick(nowEpochMs: number): number | null;
  /** Brings the log up to what is on the screen now. */
  refresh(): void;
  /** Runs `resize`, which gives rows new numbers. */
  renumber(resize: () => void): void;
  end(how: 'lost' | 'shell-ended', atEpochMs: number): void;
}

/** What an assembler works with. */
export interface BlockAssemblerParts {
  readonly screen: VtScreen;
  readonly log: BlockLog;
  /** Whether the shell was started so that it marks its prompts. */
  readonly expectsMarks: boolean;
  /** A program may wait: whether the terminal `tty` shows what is typed would tell for what. */
  readonly onEchoWanted: (tty: string) => void;
}

/** Quiet after which a full screen stands still, a prompt that returned ends a block, an unfinished line is told, a program waits, is quiet. */
const PICTURE_QUIET_MS = 60;
const PROMPT_QUIET_MS = 100;
const PARTIAL_QUIET_MS = 150;
const WAITING_QUIET_MS = 700;
const QUIET_MS = 2_000;

/** Characters of a prompt that are told. */
const PROMPT_TEXT_LIMIT = 1_000;

/** An assembler over a screen. */
export function createBlockAssembler(parts: BlockAssemblerParts): BlockAssembler {
  return new MarkedOrGuessedBlocks(parts);
}

class MarkedOrGuessedBlocks implements BlockAssembler {
  readonly log: BlockLog;
  readonly facts: SessionFacts;
  readonly #screen: VtScreen;
  readonly #expectsMarks: boolean;
  readonly #onEchoWanted: BlockAssemblerParts['onEchoWanted'];
  readonly #bounds: BlockBounds;
  readonly #marked: MarkedShell;
  readonly #guessed: GuessedShell;
  readonly #quiet: QuietStages;
  readonly #watch: ScreenWatch;

  constructor({ screen, log, expectsMarks, onEchoWanted }: BlockAssemblerParts) {
    this.log = log;
    this.#screen = screen;
    this.#expectsMarks = expectsMarks;
    this.#onEchoWanted = onEchoWanted;
    this.#bounds = createBlockBounds(screen, log, expectsMarks);
    this.facts = this.#bounds.facts;
    this.#marked = createMarkedShell(this.#bounds);
    this.#guessed = createGuessedShell(this.#bounds);
    const { facts, current } = this.#bounds;
    this.#watch = createScreenWatch({ screen, facts, log, commandLine: () => current.commandLine });
    this.#quiet = createQuietStages([
      { afterMs: PICTURE_QUIET_MS, run: this.#tellPicture.bind(this) },
      { afterMs: PROMPT_QUIET_MS, run: this.#promptMayStand.bind(this) },
      { afterMs: PARTIAL_QUIET_MS, run: this.#showPartial.bind(this) },
      { afterMs: WAITING_QUIET_MS, run: this.#noticeWaiting.bind(this) },
      { afterMs: QUIET_MS, run: this.#noticeQuiet.bind(this) },
    ]);
  }

  outputArrives(atEpochMs: number, lineFeedsBehind: number): void {
    this.#quiet.runUntil(atEpochMs);
    this.#bounds.nowEpochMs = atEpochMs;
    this.#bounds.lastOutputEpochMs = atEpochMs;
    this.#quiet.restart(atEpochMs);
    this.#watch.outputArrives(atEpochMs);
    this.#bounds.current.outputArrives(atEpochMs, lineFeedsBehind);
  }

  scrolled(): void {
    this.#bounds.current.scrolled();
  }

  erasing(): void {
    this.#bounds.current.erasing();
    if (this.#bounds.phase === 'running') this.#watch.erasing();
  }

  goingHome(): void {
    if (this.#bounds.phase !== 'running') return;
    this.#bounds.current.goingHome();
    this.#watch.goingHome();
  }

  goingToRow(row: number): void {
    if (this.#bounds.phase !== 'running') return;
    this.#watch.goingToRow(row);
    this.#bounds.current.drawn.drawn(this.#screen.topRow + row);
  }

  passOver(run: PlainRun): boolean {
    return this.#bounds.current.passOver(run);
  }

  alternateScreen(isOn: boolean): void {
    if (isOn) {
      this.#bounds.entries.quietBehind('');
      this.#bounds.current.drawn.drawn(null);
    }
    this.#watch.alternateScreen(isOn);
  }

  mark(mark: PromptMark): void {
    this.#watch.commandOver();
    this.#marked.mark(mark);
  }

  inputSent(input: SessionInput, atEpochMs: number): void {
    const bounds = this.#bounds;
    const { typed } = bounds;
    bounds.nowEpochMs = atEpochMs;
    const meaning = meaningOf(input);
    this.#inputComes(meaning);
    // Where keys were typed already, the command begins before them, not at the cursor.
    const begin = (typed.isEmpty ? null : bounds.promptEnd) ?? this.#screen.cursor;
    typed.sent(input);
    if (!meaning.isEnter) return;
    if (bounds.phase === 'running' && this.#enterInProgram(input)) return;
    if (!bounds.usesMarks) this.#guessed.enter(input, begin);
    else if (bounds.phase === 'prompt') this.#marked.enter(input, begin);
  }

  /** What an input means for what stands there before it. */
  #inputComes({ isAnswer, isControl, isEnter, asksStop }: InputMeaning): void {
    const { current, phase } = this.#bounds;
    if (isAnswer) current.goesOn();
    if (phase === 'running' && isControl) current.controlSent(asksStop);
    if (phase === 'greeting' && isEnter) this.#leaveGreetingByInput();
    // What a job printed before this is not the beginning of a command.
    if (phase === 'prompt') this.#bounds.tellLateOutput();
  }

  echoTold(isOn: boolean | null, atEpochMs: number): void {
    this.#quiet.runUntil(atEpochMs);
    const { phase, current, entries } = this.#bounds;
    const line = current.partialText();
    if (isOn === null || phase !== 'running' || entries.isAtPrompt(line)) return;
    if (this.#screen.isAlternate || line.trim() === '') return;
    // Nothing else keeps what is typed to itself behind an unfinished line.
    if (!isOn && !current.isWaiting) {
      entries.quietBehind(line);
      const text = line.slice(-PROMPT_TEXT_LIMIT);
      current.waits({ kind: 'password', text, preset: null, choices: [], echo: 'off' });
    }
    current.echoTold(isOn);
  }

  tick(nowEpochMs: number): number | null {
    this.#quiet.runUntil(nowEpochMs);
    this.#bounds.nowEpochMs = Math.max(this.#bounds.nowEpochMs, nowEpochMs);
    return this.#quiet.next;
  }

  refresh(): void {
    const { current, entries } = this.#bounds;
    current.checkWaiting();
    this.#bounds.openGreetingIfAny();
    entries.openIfPrinted();
    current.refresh();
  }

  renumber(resize: () => void): void {
    const bounds = this.#bounds;
    const { promptEnd } = bounds;
    const promptRow = promptEnd?.row ?? null;
    const isOnPromptRow = promptRow === this.#screen.cursor.row;
    bounds.current.renumber(resize);
    const { row } = this.#screen.cursor;
    bounds.promptEnd = isOnPromptRow ? { row, column: promptEnd?.column ?? 0 } : null;
  }

  end(how: 'lost' | 'shell-ended', atEpochMs: number): void {
    this.#quiet.runUntil(atEpochMs);
    this.#quiet.stop();
    this.#watch.end();
    const bounds = this.#bounds;
    const kind = how === 'lost' ? 'lost' : 'done';
    const isOpen = bounds.phase === 'running' || bounds.phase === 'greeting';
    if (isOpen) bounds.end({ status: { kind }, atEpochMs });
    else bounds.tellLateOutput();
    bounds.phase = 'ended';
  }

  #tellPicture(): void {
    this.#watch.tellPicture();
  }

  /** First quiet stage: a prompt that came back ends an entry, or without marks the block. */
  #promptMayStand(): void {
    if (this.#screen.isAlternate) return;
    const bounds = this.#bounds;
    const { current, entries } = bounds;
    const line = current.partialText();
    this.#marked.quietBehind(line);
    if (!bounds.usesMarks && this.#guessed.promptMayStand(line)) this.#watch.commandOver();
    else if (bounds.phase === 'running') {
      if (entries.promptStands(line, bounds.lastOutputEpochMs)) this.#watch.commandOver();
      else entries.quietBehind(line);
    }
  }

  /** Second quiet stage: an unfinished line counts as a line once it stands still. */
  #showPartial(): void {
    const { phase, current } = this.#bounds;
    if (this.#screen.isAlternate || phase === 'prompt') return;
    const line = current.partialText();
    // At the end of a greeting it is rather the prompt.
    const isPrompt = phase === 'greeting' && looksLikeShellPrompt(line);
    if (!isPrompt && !this.#isEntrysPrompt(line)) current.showPartial();
  }

  /** Whether a line is of an entry still to be made, and no output. */
  #isEntrysPrompt(line: string): boolean {
    const { entries } = this.#bounds;
    return entries.isAtPrompt(line) || entries.isContinuing(line);
  }

  /** Third quiet stage: the program waits, or a prompt stands there, or a job printed behind one. */
  #noticeWaiting(): void {
    const bounds = this.#bounds;
    const { current } = bounds;
    if (this.#screen.isAlternate || bounds.phase === 'ended') return;
    if (bounds.phase === 'prompt') {
      bounds.tellLateOutput();
      return;
    }
    const line = current.partialText();
    if (this.#isPromptAfterQuiet(line)) {
      this.#watch.commandOver();
      return;
    }
    current.checkWaiting();
    if (this.#isEntrysPrompt(line)) return;
    const above = current.linesAbovePrompt();
    const prompt = current.isWaiting ? null : recognisePrompt(line, above);
    bounds.openGreetingIfAny();
    if (prompt !== null) current.waits(prompt);
    const { tty } = this.facts;
    if (line.trim() !== '' && tty !== '' && bounds.phase === 'running') this.#onEchoWanted(tty);
  }

  /** Last quiet stage: it printed, and nothing comes any more. */
  #noticeQuiet(): void {
    const { phase, current } = this.#bounds;
    if (this.#screen.isAlternate || phase !== 'running') return;
    if (!this.#isEntrysPrompt(current.partialText())) current.fallsQuiet();
  }

  /** Whether the line where all is quiet is a shell's prompt; without marks the greeting or block ends there. */
  #isPromptAfterQuiet(line: string): boolean {
    if (!this.#bounds.usesMarks) return this.#guessed.promptMustStand(line);
    // A shell that is expected to mark may still be reading its files; its prompt is no question either way.
    return this.#bounds.phase === 'greeting' && looksLikeShellPrompt(line);
  }

  /** Enter at what looks like a prompt: the greeting is over, and a shell that did not mark it never will. */
  #leaveGreetingByInput(): void {
    const line = this.#bounds.current.partialText();
    if (!this.#guessed.enterInGreeting(line, this.#expectsMarks)) return;
    if (!this.#marked.hasMarked) this.#bounds.usesMarks = false;
    if (!this.#bounds.usesMarks) this.#guessed.greetingOver(line);
  }

  /** Enter while a command runs. True: it begins or goes on an entry, false: it may be an answer. */
  #enterInProgram(input: SessionInput): boolean {
    const { current, entries, typed, lastOutputEpochMs, nowEpochMs, usesMarks } = this.#bounds;
    const line = current.partialText();
    if (!usesMarks && this.#guessed.isPrompt(line)) return false;
    if (!entries.promptStands(line, lastOutputEpochMs)) {
      current.answered(line);
      return entries.enterElsewhere(input, line);
    }
    typed.sent(input);
    entries.enter(input, nowEpochMs);
    return true;
  }
}
