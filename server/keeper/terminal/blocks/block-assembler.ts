/**
 * Puts marks, rows, input and time together into blocks: where one begins and ends, what in between is output,
 * how it went, and whether its program waits. Pure: everything comes in by calls, in the order of events.
 */
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';
import type { BlockStatus } from '../../../../shared/terminal/command-block.ts';
import type { BlockLog } from './block-log.ts';
import { createTypedCommand } from './command-echo.ts';
import { createCurrentBlock } from './current-block.ts';
import type { CurrentBlock } from './current-block.ts';
import { meaningOf } from './input-meaning.ts';
import type { InputMeaning } from './input-meaning.ts';
import type { PlainRun } from '../plain-run.ts';
import { createPromptGuess, looksLikeShellPrompt } from './prompt-guess.ts';
import type { PromptMark } from '../prompt-marks.ts';
import { createQuietStages } from './quiet-stages.ts';
import type { QuietStages } from './quiet-stages.ts';
import { programName, shownCommand } from './shown-command.ts';
import type { CellPosition, VtScreen } from '../vt-screen.ts';
import { recognisePrompt } from '../prompts/recognise-prompt.ts';

/** The state machine of one session. */
export interface BlockAssembler {
  readonly log: BlockLog;
  /** Bytes that arrived at this time are parsed next. */
  outputArrives(atEpochMs: number, lineFeedsBehind: number): void;
  scrolled(): void;
  erasing(): void;
  goingHome(): void;
  passOver(run: PlainRun): boolean;
  bell(): void;
  alternateScreen(isOn: boolean): void;
  mark(mark: PromptMark): void;
  inputSent(input: SessionInput, atEpochMs: number): void;
  /** Gives the time at which it wants to be called again, or null. */
  tick(nowEpochMs: number): number | null;
  /** Brings the log up to what is on the screen now. */
  refresh(): void;
  /** Runs `resize`, which gives rows new numbers. */
  renumber(resize: () => void): void;
  end(how: 'lost' | 'shell-ended', atEpochMs: number): void;
}

/** Quiet after which a learned prompt ends a guessed block, an unfinished line is told, a program waits. */
const PROMPT_QUIET_MS = 100;
const PARTIAL_QUIET_MS = 150;
const WAITING_QUIET_MS = 700;

/** Where the session stands between its prompts. */
type Phase = 'greeting' | 'prompt' | 'running' | 'ended';

/** An assembler over a screen. `expectsMarks`: the shell was started so that it marks its prompts. */
export function createBlockAssembler(
  screen: VtScreen,
  expectsMarks: boolean,
  log: BlockLog,
): BlockAssembler {
  return new MarkedOrGuessedBlocks(screen, expectsMarks, log);
}

class MarkedOrGuessedBlocks implements BlockAssembler {
  readonly log: BlockLog;
  readonly #screen: VtScreen;
  readonly #expectsMarks: boolean;
  readonly #current: CurrentBlock;
  readonly #typed = createTypedCommand();
  readonly #guess = createPromptGuess();
  readonly #quiet: QuietStages;
  #phase: Phase = 'greeting';
  /** Whether bounds come from marks; until the first mark they are only expected. */
  #usesMarks: boolean;
  #hasMarks = false;
  #nowEpochMs = 0;
  #lastOutputEpochMs = 0;
  #directory = '';
  #promptEnd: CellPosition | null = null;
  #bells = 0;
  #isFullScreen = false;

  constructor(screen: VtScreen, expectsMarks: boolean, log: BlockLog) {
    this.log = log;
    this.#screen = screen;
    this.#expectsMarks = expectsMarks;
    this.#usesMarks = expectsMarks;
    this.#current = createCurrentBlock(screen, this.log);
    this.#current.record({ at: { row: 0, column: 0 } });
    this.#quiet = createQuietStages([
      { afterMs: PROMPT_QUIET_MS, run: this.#endAtReturnedPrompt.bind(this) },
      { afterMs: PARTIAL_QUIET_MS, run: this.#showPartial.bind(this) },
      { afterMs: WAITING_QUIET_MS, run: this.#noticeWaiting.bind(this) },
    ]);
  }

  outputArrives(atEpochMs: number, lineFeedsBehind: number): void {
    this.#quiet.runUntil(atEpochMs);
    this.#nowEpochMs = atEpochMs;
    this.#lastOutputEpochMs = atEpochMs;
    this.#quiet.restart(atEpochMs);
    this.#current.outputArrives(atEpochMs, lineFeedsBehind);
  }

  scrolled(): void {
    this.#current.scrolled();
  }

  erasing(): void {
    this.#current.erasing();
  }

  goingHome(): void {
    if (this.#phase === 'running') this.#current.goingHome();
  }

  passOver(run: PlainRun): boolean {
    return this.#current.passOver(run);
  }

  bell(): void {
    this.#bells += 1;
    this.log.add({ type: 'bell.rung', bells: this.#bells });
  }

  alternateScreen(isOn: boolean): void {
    if (isOn === this.#isFullScreen) return;
    this.#isFullScreen = isOn;
    const name = isOn ? programName(this.#current.commandLine) : null;
    this.log.add({ type: 'screen.changed', fullScreen: name });
  }

  mark(mark: PromptMark): void {
    if (mark.kind === 'cannot-mark') {
      if (!this.#hasMarks) this.#usesMarks = false;
      return;
    }
    this.#hasMarks = true;
    switch (mark.kind) {
      case 'prompt-begins':
        this.#promptBegins(mark.directory);
        break;
      case 'prompt-ends':
        this.#promptEnds();
        break;
      case 'output-begins':
        this.#outputBegins();
        break;
      case 'output-over':
        if (this.#phase !== 'prompt') this.#current.closeOutput();
        break;
      case 'command-ended':
        this.#commandEnded(mark.code, mark.directory);
        break;
    }
  }

  inputSent(input: SessionInput, atEpochMs: number): void {
    this.#nowEpochMs = atEpochMs;
    const meaning = meaningOf(input);
    if (meaning.isAnswer) this.#current.goesOn();
    if (this.#phase === 'running' && meaning.isControl) this.#current.controlSent(meaning.asksStop);
    if (this.#phase === 'greeting' && meaning.isEnter) this.#leaveGreetingByInput();
    // What a job printed before this is not the beginning of a command.
    if (this.#phase === 'prompt') this.#tellLateOutput();
    // Where keys were typed already, the command begins before them, not at the cursor.
    const begin = (this.#typed.isEmpty ? null : this.#promptEnd) ?? this.#screen.cursor;
    this.#typed.sent(input);
    if (!this.#usesMarks && meaning.isEnter) this.#enterWithoutMarks(input, meaning, begin);
  }

  tick(nowEpochMs: number): number | null {
    this.#quiet.runUntil(nowEpochMs);
    this.#nowEpochMs = Math.max(this.#nowEpochMs, nowEpochMs);
    return this.#quiet.next;
  }

  refresh(): void {
    this.#current.checkWaiting();
    this.#openGreetingIfAny();
    this.#current.refresh();
  }

  renumber(resize: () => void): void {
    const isOnPromptRow = this.#promptEnd?.row === this.#screen.cursor.row;
    this.#current.renumber(resize);
    const { row } = this.#screen.cursor;
    this.#promptEnd =
      isOnPromptRow && this.#promptEnd !== null ? { ...this.#promptEnd, row } : null;
  }

  end(how: 'lost' | 'shell-ended', atEpochMs: number): void {
    this.#quiet.runUntil(atEpochMs);
    this.#quiet.stop();
    this.alternateScreen(false);
    if (this.#phase === 'running' || this.#phase === 'greeting') {
      this.#endBlock({ kind: how === 'lost' ? 'lost' : 'done' }, atEpochMs);
    }
    this.#phase = 'ended';
  }

  #startBlock(commandLine: string, secret: string | null, at: CellPosition, echo?: string): void {
    const isEcho = (shown: string) => secret !== null || squeeze(shown) === echo;
    this.#current.record({ at, hide: secret, ...(echo === undefined ? {} : { isEcho }) });
    this.#current.open({
      kind: 'command',
      commandLine,
      bounds: this.#usesMarks ? 'marked' : 'guessed',
      startedAtEpochMs: this.#nowEpochMs,
    });
    this.#phase = 'running';
  }

  /** The greeting becomes a block only when there is something to read in it. */
  #openGreetingIfAny(): void {
    const current = this.#current;
    if (this.#phase !== 'greeting' || current.isOpen) return;
    const isPartialText = current.isPartialShown && current.partialText().trim() !== '';
    if (!isPartialText && !current.hasText()) return;
    current.open({
      kind: 'greeting',
      commandLine: '',
      bounds: this.#usesMarks ? 'marked' : 'guessed',
      startedAtEpochMs: current.firstOutputEpochMs ?? this.#nowEpochMs,
    });
  }

  #endBlock(status: BlockStatus, atEpochMs: number, keepPartial?: (text: string) => string): void {
    this.#current.closeOutput(keepPartial);
    this.#openGreetingIfAny();
    this.#current.end({ status, atEpochMs, directory: this.#directory });
  }

  #commandEnded(code: number, directory: string): void {
    if (this.#phase !== 'running') return;
    // The change that ends the block carries the directory.
    if (directory !== '') this.#directory = directory;
    this.#endBlock(this.#current.statusOf(code), this.#nowEpochMs);
    this.#phase = 'prompt';
  }

  #promptBegins(directory: string): void {
    if (this.#phase === 'running') {
      this.#endBlock(this.#current.statusWithoutCode(), this.#nowEpochMs);
    } else this.#endBlock({ kind: 'done' }, this.#nowEpochMs);
    if (directory !== '' && directory !== this.#directory) {
      this.#directory = directory;
      this.log.add({ type: 'directory.changed', directory });
    }
    this.#usesMarks = true;
    this.#phase = 'prompt';
    this.#promptEnd = null;
    this.#typed.promptReturned();
  }

  #promptEnds(): void {
    // zsh draws its prompt again below what a job printed.
    if (this.#phase === 'prompt') this.#tellLateOutput();
    this.#promptEnd = this.#screen.cursor;
    // What a background job prints while nobody types is recorded from here.
    if (this.#phase === 'prompt') this.#current.record({ at: this.#screen.cursor });
  }

  #outputBegins(): void {
    if (this.#phase === 'running') {
      this.#endBlock(this.#current.statusWithoutCode(), this.#nowEpochMs);
    }
    const { name, secret } = this.#typed.take(shownCommand(this.#screen, this.#promptEnd));
    this.#startBlock(name, secret, this.#screen.cursor);
  }

  /** First quiet stage: without marks, the prompt that came back ends the block. */
  #endAtReturnedPrompt(): void {
    if (this.#usesMarks || this.#screen.isAlternate) return;
    const line = this.#current.partialText();
    const length = this.#guess.lengthAtEndOf(line);
    // Enter alone brings the prompt again, further down.
    if (this.#phase === 'prompt' && this.#typed.isEmpty && length > 0) {
      this.#promptEnd = this.#screen.cursor;
    }
    if (this.#phase === 'running' && length > 0 && length === line.length) this.#endGuessed(length);
  }

  #endGuessed(promptLength: number): void {
    const status = this.#current.statusWithoutCode();
    this.#endBlock(status, this.#lastOutputEpochMs, (text) => text.slice(0, -promptLength || 0));
    this.#standAtGuessedPrompt();
  }

  #standAtGuessedPrompt(): void {
    this.#phase = 'prompt';
    this.#promptEnd = this.#screen.cursor;
    this.#typed.promptReturned();
  }

  /** Second quiet stage: an unfinished line counts as a line once it stands still. */
  #showPartial(): void {
    if (this.#screen.isAlternate || this.#phase === 'prompt') return;
    // At the end of a greeting it is rather the prompt.
    const isPrompt =
      this.#phase === 'greeting' && looksLikeShellPrompt(this.#current.partialText());
    if (!isPrompt) this.#current.showPartial();
  }

  /** Third quiet stage: the program waits, or a prompt stands there, or a job printed behind one. */
  #noticeWaiting(): void {
    if (this.#screen.isAlternate || this.#phase === 'ended') return;
    if (this.#phase === 'prompt') {
      this.#tellLateOutput();
      return;
    }
    const line = this.#current.partialText();
    if (this.#isPromptAfterQuiet(line)) return;
    this.#current.checkWaiting();
    const prompt = this.#current.isWaiting ? null : recognisePrompt(line);
    this.#openGreetingIfAny();
    if (prompt !== null) this.#current.waits(prompt);
  }

  /** Whether the line where all is quiet is a shell's prompt; without marks the greeting or block ends there. */
  #isPromptAfterQuiet(line: string): boolean {
    const isGreetingsEnd = this.#phase === 'greeting' && looksLikeShellPrompt(line);
    // A shell that is expected to mark may still be reading its files; its prompt is no question either way.
    if (this.#usesMarks) return isGreetingsEnd;
    if (isGreetingsEnd) {
      this.#greetingOver(line);
      return true;
    }
    const length = this.#guess.lengthAtEndOf(line);
    if (this.#phase !== 'running' || length === 0) return false;
    this.#endGuessed(length);
    return true;
  }

  #greetingOver(prompt: string): void {
    this.#endBlock({ kind: 'done' }, this.#lastOutputEpochMs, () => '');
    this.#guess.learn(prompt);
    this.#standAtGuessedPrompt();
  }

  /** Lines that came at a prompt where nobody typed: a job in the background printed them. */
  #tellLateOutput(): void {
    const current = this.#current;
    if (!this.#usesMarks || !current.isRecording || !this.#typed.isEmpty) return;
    if (!current.hasText()) return;
    current.open({
      kind: 'command',
      commandLine: '',
      bounds: 'guessed',
      startedAtEpochMs: this.#lastOutputEpochMs,
    });
    this.#endBlock({ kind: 'done' }, this.#lastOutputEpochMs, () => '');
    this.#promptEnd = this.#screen.cursor;
    current.record({ at: this.#screen.cursor });
  }

  /** Enter at what looks like a prompt: the greeting is over, and a shell that did not mark it never will. */
  #leaveGreetingByInput(): void {
    const line = this.#current.partialText();
    const isSilent = line === '' && !this.#expectsMarks;
    if (!looksLikeShellPrompt(line) && !isSilent && !this.#guess.learnAgain(line)) return;
    if (!this.#hasMarks) this.#usesMarks = false;
    if (!this.#usesMarks) this.#greetingOver(line);
  }

  /** Without marks Enter begins a command, unless one runs: then it is an answer. */
  #enterWithoutMarks(input: SessionInput, meaning: InputMeaning, begin: CellPosition): void {
    if (this.#phase === 'running') {
      const line = this.#current.partialText();
      if (!this.#isPromptAtEnter(line)) return;
      this.#endGuessed(line.length);
      this.#typed.sent(input);
    }
    if (this.#phase !== 'prompt' || !meaning.isEnter) return;
    const text = input.kind === 'line' || input.kind === 'secret' ? input.text : null;
    if (text?.trim() === '') {
      this.#typed.promptReturned();
      return;
    }
    const shown = text === null ? shownCommand(this.#screen, this.#promptEnd) : [text];
    const { name, secret } = this.#typed.take(shown);
    if (name !== '' || secret !== null) this.#startBlock(name, secret, begin, squeeze(name));
  }

  /** Whether the line on which Enter was pressed, while a command seems to run, is a prompt after all. */
  #isPromptAtEnter(line: string): boolean {
    const length = this.#guess.lengthAtEndOf(line);
    if (length > 0 && length === line.length) return true;
    if (!this.#guess.isKnown && line === '') return true;
    const mayBePrompt = looksLikeShellPrompt(line) || !this.#guess.isKnown;
    return mayBePrompt && this.#guess.learnAgain(line);
  }
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}
