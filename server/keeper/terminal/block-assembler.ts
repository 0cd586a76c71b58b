/**
 * Puts marks, rows, input and time together into blocks: where one begins and ends, what in between is output,
 * how it went, and whether its program waits. Pure: everything comes in by calls, in the order of events.
 */
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';
import type { BlockStatus } from '../../../shared/terminal/command-block.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import { createBlockLog } from './block-log.ts';
import type { BlockLog, OpenBlock } from './block-log.ts';
import { createTypedCommand } from './command-echo.ts';
import type { NamedCommand } from './command-echo.ts';
import { createKeptLines } from './kept-lines.ts';
import type { KeptLines } from './kept-lines.ts';
import { lineStart, startRecording } from './line-settling.ts';
import type { Recording, RecordingStart } from './line-settling.ts';
import { createPromptGuess, looksLikeShellPrompt } from './prompt-guess.ts';
import type { PromptMark } from './prompt-marks.ts';
import { createQuietStages } from './quiet-stages.ts';
import type { CellPosition, VtScreen } from './vt-screen.ts';
import { recognisePrompt } from './waiting.ts';

/** The state machine of one session. */
export interface BlockAssembler {
  readonly log: BlockLog;
  /** Bytes that arrived at this time are parsed next. */
  outputArrives(atEpochMs: number, lineFeedsBehind: number): void;
  scrolled(): void;
  erasing(): void;
  goingHome(): void;
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
/** Characters of a program's name that are told. */
const PROGRAM_NAME_LIMIT = 64;
/** Exit codes of a stopped job, 128 + SIGTSTP on Linux and on BSD; of SIGINT and SIGQUIT. */
const SUSPENDED_CODES = new Set([146, 148]);
const STOPPED_CODES = new Set([130, 131]);
/** What the terminal echoes for Ctrl+C, Ctrl+\ and Ctrl+Z. */
const CONTROL_ECHO = /\^[C\\Z]$/;

/** Where the session stands between its prompts. */
type Phase = 'greeting' | 'prompt' | 'running' | 'ended';

/** An assembler over a screen. `expectsMarks`: the shell was started so that it marks its prompts. */
export function createBlockAssembler(screen: VtScreen, expectsMarks: boolean): BlockAssembler {
  const log = createBlockLog();
  const typed = createTypedCommand();
  const guess = createPromptGuess();
  let phase: Phase = 'greeting';
  /** Whether bounds come from marks; until the first mark they are only expected. */
  let usesMarks = expectsMarks;
  let hasMarks = false;
  let nowEpochMs = 0;
  let lastOutputEpochMs = 0;
  let kept: KeptLines = createKeptLines();
  let recording: Recording | null = null;
  let block: OpenBlock | null = null;
  /** When the first output of the recording came; a greeting starts then. */
  let firstOutputEpochMs: number | null = null;
  let isPartialShown = false;
  /** Text behind which the program waits, null while it does not. */
  let waitsBehind: string | null = null;
  /** Whether Ctrl+C or Ctrl+\ was sent to the block that runs. */
  let isStopAsked = false;
  let isControlSent = false;
  let directory = '';
  let promptEnd: CellPosition | null = null;
  let bells = 0;
  let isFullScreen = false;

  const quiet = createQuietStages([
    { afterMs: PROMPT_QUIET_MS, run: endAtReturnedPrompt },
    { afterMs: PARTIAL_QUIET_MS, run: showPartial },
    { afterMs: WAITING_QUIET_MS, run: noticeWaiting },
  ]);

  record({ at: { row: 0, column: 0 } });

  function record(start: RecordingStart): void {
    kept = createKeptLines();
    recording = startRecording(screen, kept, start);
    isPartialShown = false;
    firstOutputEpochMs = null;
  }

  /** The cursor's unfinished line. */
  function partialText(): string {
    const start = lineStart(screen, screen.cursor.row);
    let text = '';
    for (let row = start; row <= screen.cursor.row; row += 1) text += screen.rowText(row);
    return text;
  }

  function startBlock(commandLine: string, at: number, start: RecordingStart): void {
    record(start);
    block = log.start(
      {
        kind: 'command',
        commandLine,
        bounds: usesMarks ? 'marked' : 'guessed',
        startedAtEpochMs: at,
      },
      kept,
    );
    phase = 'running';
    waitsBehind = null;
    isStopAsked = false;
    isControlSent = false;
  }

  /** The greeting becomes a block only when there is something to read in it. */
  function startGreetingIfAny(): void {
    if (phase !== 'greeting' || block !== null || recording === null) return;
    const { complete, partial } = recording.live();
    const isBlank = kept.total === 0 && complete.every((line) => line.text.trim() === '');
    if (isBlank && !(isPartialShown && partial.text.trim() !== '')) return;
    block = log.start(
      {
        kind: 'greeting',
        commandLine: '',
        bounds: usesMarks ? 'marked' : 'guessed',
        startedAtEpochMs: firstOutputEpochMs ?? nowEpochMs,
      },
      kept,
    );
  }

  function endBlock(status: BlockStatus, at: number, keepPartial?: (text: string) => string): void {
    recording?.finish(keepPartial, isControlSent ? withoutControlEcho : undefined);
    if (phase === 'greeting' && block === null && hasText(kept)) {
      const startedAtEpochMs = firstOutputEpochMs ?? at;
      const bounds = usesMarks ? 'marked' : 'guessed';
      block = log.start({ kind: 'greeting', commandLine: '', bounds, startedAtEpochMs }, kept);
    }
    recording = null;
    if (block !== null) log.ended(block, status, at, directory);
    block = null;
    waitsBehind = null;
  }

  function statusOf(code: number): BlockStatus {
    if (code === 0) return { kind: 'ok' };
    if (SUSPENDED_CODES.has(code)) return { kind: 'suspended' };
    if (isStopAsked && STOPPED_CODES.has(code)) return { kind: 'stopped' };
    return { kind: 'failed', code };
  }

  const statusWithoutCode = (): BlockStatus => ({ kind: isStopAsked ? 'stopped' : 'done' });

  function goTo(newDirectory: string): void {
    if (newDirectory === '' || newDirectory === directory) return;
    directory = newDirectory;
    log.add({ type: 'directory.changed', directory });
  }

  function commandEnded(code: number, newDirectory: string): void {
    if (phase !== 'running') return;
    // The change that ends the block carries the directory.
    if (newDirectory !== '') directory = newDirectory;
    endBlock(statusOf(code), nowEpochMs);
    phase = 'prompt';
  }

  function promptBegins(newDirectory: string): void {
    if (phase === 'running') endBlock(statusWithoutCode(), nowEpochMs);
    else if (phase === 'greeting') endBlock({ kind: 'done' }, nowEpochMs);
    goTo(newDirectory);
    phase = 'prompt';
    recording = null;
    promptEnd = null;
    typed.promptReturned();
  }

  /** Lines of the screen from behind the prompt to the cursor: the command line as the shell shows it. */
  function shownCommand(): string[] {
    if (promptEnd === null) return [];
    const lines: string[] = [];
    const end = screen.cursor.column > 0 ? screen.cursor.row : screen.cursor.row - 1;
    for (let row = promptEnd.row; row <= end; row += 1) {
      const text = screen.rowText(row, row === promptEnd.row ? promptEnd.column : 0);
      if (row > promptEnd.row && screen.continues(row)) lines.push((lines.pop() ?? '') + text);
      else lines.push(text);
    }
    return lines;
  }

  function onMark(mark: PromptMark): void {
    if (mark.kind === 'cannot-mark') {
      if (!hasMarks) usesMarks = false;
      return;
    }
    hasMarks = true;
    switch (mark.kind) {
      case 'prompt-begins':
        promptBegins(mark.directory);
        usesMarks = true;
        break;
      case 'prompt-ends':
        promptEnd = screen.cursor;
        // What a background job prints while nobody types is recorded from here.
        if (phase === 'prompt') record({ at: screen.cursor });
        break;
      case 'output-begins':
        if (phase === 'running') endBlock(statusWithoutCode(), nowEpochMs);
        startMarked(typed.take(shownCommand()));
        break;
      case 'output-over':
        if (phase !== 'prompt') {
          recording?.finish(undefined, isControlSent ? withoutControlEcho : undefined);
        }
        break;
      case 'command-ended':
        commandEnded(mark.code, mark.directory);
        break;
    }
  }

  function startMarked(command: NamedCommand): void {
    startBlock(command.name, nowEpochMs, { at: screen.cursor, hide: command.secret });
  }

  /** Quiet stage 1: without marks, the prompt that came back ends the block. */
  function endAtReturnedPrompt(): void {
    if (usesMarks || screen.isAlternate) return;
    const line = partialText();
    const length = guess.lengthAtEndOf(line);
    // Enter alone brings the prompt again, further down.
    if (phase === 'prompt' && typed.isEmpty && length > 0) promptEnd = screen.cursor;
    if (phase !== 'running') return;
    if (length > 0 && length === line.length) endGuessed(length);
  }

  function endGuessed(promptLength: number): void {
    endBlock(statusWithoutCode(), lastOutputEpochMs, (text) => text.slice(0, -promptLength));
    phase = 'prompt';
    promptEnd = screen.cursor;
    typed.promptReturned();
  }

  /** Quiet stage 2: an unfinished line counts as a line once it stands still. */
  function showPartial(): void {
    if (screen.isAlternate || phase === 'prompt') return;
    isPartialShown = phase === 'running' || !looksLikeShellPrompt(partialText());
  }

  /** Quiet stage 3: the program waits, or the prompt of a greeting or of another shell stands there. */
  function noticeWaiting(): void {
    if (screen.isAlternate || phase === 'ended') return;
    if (phase === 'prompt') {
      tellLateOutput();
      return;
    }
    const line = partialText();
    if (!usesMarks) {
      if (phase === 'greeting' && looksLikeShellPrompt(line)) {
        greetingOver(line);
        return;
      }
      const length = guess.lengthAtEndOf(line);
      if (phase === 'running' && length > 0) {
        endGuessed(length);
        return;
      }
    }
    // A shell that is expected to mark is still reading its files; its prompt is not a question.
    if (phase === 'greeting' && looksLikeShellPrompt(line)) return;
    checkWaiting();
    const recognised = waitsBehind === null ? recognisePrompt(line) : null;
    startGreetingIfAny();
    if (recognised === null || block === null || recording === null) return;
    const live = recording.live();
    log.printed(block, live, true, lastOutputEpochMs);
    log.waited(block, { ...recognised, linesBefore: kept.total + live.complete.length });
    waitsBehind = line;
  }

  function greetingOver(prompt: string): void {
    endBlock({ kind: 'done' }, lastOutputEpochMs, () => '');
    guess.learn(prompt);
    phase = 'prompt';
    promptEnd = screen.cursor;
    typed.promptReturned();
  }

  /** Lines that came at a prompt where nobody typed: a job in the background printed them. */
  function tellLateOutput(): void {
    if (!usesMarks || recording === null || !typed.isEmpty) return;
    const { complete } = recording.live();
    if (kept.total === 0 && complete.every((line) => line.text.trim() === '')) return;
    const startedAtEpochMs = firstOutputEpochMs ?? lastOutputEpochMs;
    block = log.start(
      { kind: 'command', commandLine: '', bounds: 'guessed', startedAtEpochMs },
      kept,
    );
    endBlock({ kind: 'done' }, lastOutputEpochMs, () => '');
    promptEnd = screen.cursor;
    record({ at: screen.cursor });
  }

  function noLongerWaiting(): void {
    if (waitsBehind === null) return;
    waitsBehind = null;
    if (block !== null) log.waited(block, null);
  }

  /** Ends a wait when the cursor's line is no longer the prompt with what was typed behind it. */
  function checkWaiting(): void {
    if (waitsBehind !== null && !partialText().startsWith(waitsBehind)) noLongerWaiting();
  }

  function inputSent(input: SessionInput, at: number): void {
    nowEpochMs = at;
    const isEnter = input.kind === 'keys' && /[\r\n]/.test(input.text);
    const isLine = input.kind === 'line' || input.kind === 'secret';
    if (isLine || isEnter || input.kind === 'control') noLongerWaiting();
    const asksStop =
      (input.kind === 'control' && input.control !== 'end-of-file') ||
      (input.kind === 'keys' && /[\x03\x1c]/.test(input.text));
    if (phase === 'running') {
      isStopAsked ||= asksStop;

      isControlSent ||= asksStop || (input.kind === 'keys' && input.text.includes('\x1a'));
    }
    if (phase === 'greeting' && (isLine || isEnter)) leaveGreetingByInput();
    const typedBehind = typed.isEmpty ? null : promptEnd;
    typed.sent(input);
    if (!usesMarks && (isLine || isEnter))
      enterWithoutMarks(input, at, typedBehind ?? screen.cursor);
  }

  /** Enter at what looks like a prompt: the greeting is over, and a shell that did not mark it never will. */
  function leaveGreetingByInput(): void {
    const line = partialText();
    const isSilent = line === '' && !expectsMarks;
    if (!looksLikeShellPrompt(line) && !isSilent && !guess.learnAgain(line)) return;
    if (!hasMarks) usesMarks = false;
    if (!usesMarks) greetingOver(line);
  }

  /** Without marks Enter begins a command, unless one runs: then it is an answer. */
  function enterWithoutMarks(input: SessionInput, at: number, behind: CellPosition): void {
    if (phase === 'running') {
      const line = partialText();
      if (!isPromptAtEnter(line)) return;
      endGuessed(line.length);
      typed.sent(input);
    }
    if (phase !== 'prompt') return;
    const text = input.kind === 'line' || input.kind === 'secret' ? input.text : '';
    if (input.kind !== 'keys' && text.trim() === '') {
      typed.promptReturned();
      return;
    }
    const isSecret = input.kind === 'secret';
    const { name, secret } = typed.take(input.kind === 'keys' ? shownCommand() : [text]);
    if (name === '' && !isSecret) return;
    const echo = (isSecret ? text : name).replace(/\s+/g, '');
    startBlock(name, at, {
      at: behind,
      hide: secret,
      isEcho: (shown) => isSecret || shown.replace(/\s+/g, '') === echo,
    });
  }

  /** Whether the line on which Enter was pressed, while a command seems to run, is a prompt after all. */
  function isPromptAtEnter(line: string): boolean {
    const length = guess.lengthAtEndOf(line);
    if (length > 0 && length === line.length) return true;
    if (!guess.isKnown && line === '') return true;
    const mayBePrompt = looksLikeShellPrompt(line) || !guess.isKnown;
    return mayBePrompt && guess.learnAgain(line);
  }

  return {
    log,
    outputArrives(atEpochMs, lineFeedsBehind) {
      quiet.runUntil(atEpochMs);
      nowEpochMs = atEpochMs;
      lastOutputEpochMs = atEpochMs;
      firstOutputEpochMs ??= atEpochMs;
      isPartialShown &&= waitsBehind !== null;
      quiet.restart(atEpochMs);
      recording?.setLineFeedsBehind(lineFeedsBehind);
    },
    scrolled() {
      recording?.scrolled();
    },
    erasing() {
      recording?.erased();
    },
    goingHome() {
      if (phase === 'running') recording?.wentHome();
    },
    bell() {
      bells += 1;
      log.add({ type: 'bell.rung', bells });
    },
    alternateScreen(isOn) {
      if (isOn === isFullScreen) return;
      isFullScreen = isOn;
      const name = isOn ? programName(block?.start.commandLine ?? '') : null;
      log.add({ type: 'screen.changed', fullScreen: name });
    },
    mark: onMark,
    inputSent,
    tick(now) {
      quiet.runUntil(now);
      nowEpochMs = Math.max(nowEpochMs, now);
      return quiet.next;
    },
    refresh() {
      checkWaiting();
      startGreetingIfAny();
      if (block !== null && recording !== null) {
        log.printed(block, recording.live(), isPartialShown, lastOutputEpochMs);
      }
    },
    renumber(resize) {
      const behindPrompt = promptEnd === null ? 0 : screen.cursor.row - promptEnd.row;
      if (recording === null) resize();
      else recording.renumber(resize);
      if (promptEnd !== null && behindPrompt === 0) {
        promptEnd = { row: screen.cursor.row, column: promptEnd.column };
      } else promptEnd = null;
    },
    end(how, at) {
      quiet.runUntil(at);
      quiet.stop();
      nowEpochMs = at;
      if (isFullScreen) this.alternateScreen(false);
      if (phase === 'running' || phase === 'greeting') {
        endBlock(how === 'lost' ? { kind: 'lost' } : { kind: 'done' }, at);
      }
      recording = null;
      phase = 'ended';
    },
  };
}

/** Whether any kept line is more than blanks. */
function hasText(kept: KeptLines): boolean {
  return kept.total > 100 || kept.read(0, 100).lines.some((line) => line.text.trim() !== '');
}

/** First word of a command without its folder, for telling which program took the screen. */
function programName(commandLine: string): string {
  const words = commandLine.split(/\s+/).filter((word) => !/^\w+=/.test(word));
  const word = words.find(
    (candidate) => !/^(?:sudo|doas|exec|command|env|time|nice)$/.test(candidate),
  );
  return (word ?? '').replace(/^.*\//, '').slice(0, PROGRAM_NAME_LIMIT);
}

/** Takes away what the terminal itself printed for a control character: `^C` is no output. */
function withoutControlEcho(lines: Line[]): Line[] {
  const index = lines.findLastIndex((line) => CONTROL_ECHO.test(line.text));
  const line = lines[index];
  if (line === undefined) return lines;
  const text = line.text.replace(CONTROL_ECHO, '');
  return lines.toSpliced(index, 1, ...(text === '' ? [] : [{ ...line, text }]));
}
