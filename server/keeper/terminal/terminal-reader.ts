/**
 * The face of this room: bytes, input and time of one session go in, changes of its state come out. Pure but
 * for the emulator, which parses a little later; everything given here happens in the order it was given.
 */
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { BlockId } from '../../../shared/model/ids.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';
import type { Line } from '../../../shared/terminal/line.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import type { TerminalSize } from '../ports/shell-transport.ts';
import { createBlockAssembler } from './blocks/block-assembler.ts';
import type { BlockAssembler } from './blocks/block-assembler.ts';
import { createBlockLog } from './blocks/block-log.ts';
import { createEscapeClamp } from './escape-clamp.ts';
import { readServerRequest } from './lines/server-offer.ts';
import { readPromptMark } from './marks/prompt-marks.ts';
import { createVtScreen } from './vt-screen.ts';
import type { VtScreen } from './vt-screen.ts';

/** What a reader needs. */
export interface TerminalReaderOptions {
  readonly size: TerminalSize;
  /** Secret of the session's prompt marks; null when the shell was started without them. */
  readonly marksSecret: string | null;
  /** Memory that the kept lines may take, asked anew each time: it falls as sessions come. */
  readonly keptLimitBytes: () => number;
  /** Gets the emulator's answers to queries of the host, from an allow-list, at most 20 a second. */
  readonly onReply: (bytes: Uint8Array) => void;
  /**
   * Called when less than 128 KiB is queued, and again when nothing is: good moments to take changes and to
   * resume the channel.
   */
  readonly onParsed?: () => void;
  /**
   * A program may wait on the terminal device `tty`: whether the server's terminal shows what is typed there would
   * tell for what. The answer, if there is one, goes to `echoTold`.
   */
  readonly onEchoWanted?: (tty: string) => void;
}

/** Reads the terminal of one session. */
export interface TerminalReader {
  /** Queues output that arrived at `atEpochMs`; never blocks. The bytes must not change afterwards. */
  write(bytes: Uint8Array, atEpochMs: number): void;
  /** Bytes queued and not yet parsed. */
  readonly pendingBytes: number;
  /** Lines of floods that were counted straight from their bytes, without the emulator; a measure of speed only. */
  readonly linesPassedOver: number;
  /** What the program asked of keys and pastes; always as it is at the moment (DECCKM, mode 2004 of xterm). */
  readonly modes: Pick<VtScreen, 'applicationCursorKeys' | 'bracketedPaste'>;
  /** Resolves when everything queued so far is parsed. */
  parsed(): Promise<void>;
  /** The person sent this: names blocks, starts guessed blocks, ends a wait. */
  inputSent(input: SessionInput, atEpochMs: number): void;
  /** Whether the server's terminal shows what is typed (ECHO of termios), found out at this time; null: not known. */
  echoTold(isOn: boolean | null, atEpochMs: number): void;
  /** Time passed. Gives the epoch milliseconds at which it wants to be called again, or null. */
  tick(nowEpochMs: number): number | null;
  /** Memory of the kept lines, estimated upwards. */
  readonly keptBytes: number;
  /**
   * Changes since the last call, merged; never of phase or writer. Where the kept lines may take less than they do,
   * the oldest are forgotten first.
   */
  takeChanges(): SessionChange[];
  /** Up to `count` lines of a block from `from` (0-based) on, as kept; fails with session.block-gone. */
  readLines(
    blockId: BlockId,
    from: number,
    count: number,
  ): Result<{ from: number; lines: Line[] }, Failure>;
  resize(size: TerminalSize): void;
  /** The connection is gone: a block that runs ends as lost, or as done when the shell ended by itself. */
  end(how: 'lost' | 'shell-ended', atEpochMs: number): void;
  dispose(): void;
}

/** Mode 47 of xterm reset: the normal screen, with its cursor where it was; nothing where it is shown already. */
const NORMAL_SCREEN = new TextEncoder().encode('\x1b[?47l');
/** While bytes are queued a tick cannot tell when it is next wanted; it asks for one soon. */
const BUSY_TICK_MS = 50;

/** Starts reading; nothing is known of the terminal but its size. */
export function createTerminalReader(options: TerminalReaderOptions): TerminalReader {
  const { screen, assembler, linesPassedOver } = joinScreenAndBlocks(options);
  let arrivalEpochMs = 0;

  const clamp = createEscapeClamp(screen.size, {
    slice: (bytes, lineFeeds, nature) => {
      screen.write(bytes, arrivalEpochMs, lineFeeds, nature);
    },
    operatingSystemCommand: (payload) => {
      const mark = readPromptMark(payload, options.marksSecret);
      if (mark === null) {
        tellRequest(screen, assembler, payload);
        return;
      }
      const atEpochMs = arrivalEpochMs;
      // The shell is back, so a program that left its screen behind has crashed.
      if (mark.kind === 'command-ended') screen.write(NORMAL_SCREEN, atEpochMs, 0, 'free');
      screen.inOrder(() => {
        assembler.outputArrives(atEpochMs, 0);
        assembler.mark(mark);
      });
    },
  });

  return {
    write(bytes, atEpochMs) {
      arrivalEpochMs = atEpochMs;
      clamp.push(bytes);
      // Marks and titles alone leave nothing to parse; whoever waits for the end of parsing hears of it all the same.
      if (screen.pendingBytes === 0) options.onParsed?.();
    },
    get pendingBytes() {
      return screen.pendingBytes;
    },
    get linesPassedOver() {
      return linesPassedOver();
    },
    modes: screen,
    get keptBytes() {
      return assembler.log.bytes;
    },
    parsed: () => screen.parsed(),
    inputSent(input, atEpochMs) {
      screen.inOrder(() => {
        assembler.tick(atEpochMs);
        assembler.inputSent(input, atEpochMs);
      });
    },
    echoTold(isOn, atEpochMs) {
      screen.inOrder(() => {
        assembler.echoTold(isOn, atEpochMs);
      });
    },
    tick(nowEpochMs) {
      let next: number | null = nowEpochMs + BUSY_TICK_MS;
      screen.inOrder(() => {
        next = assembler.tick(nowEpochMs);
      });
      return next;
    },
    takeChanges() {
      assembler.refresh();
      return assembler.log.take();
    },
    readLines: (blockId, from, count) => assembler.log.read(blockId, from, count),
    resize(size) {
      screen.inOrder(() => {
        assembler.renumber(() => {
          screen.resize(size);
        });
        clamp.resize(screen.size);
      });
    },
    end(how, atEpochMs) {
      screen.inOrder(() => {
        assembler.end(how, atEpochMs);
      });
    },
    dispose() {
      screen.dispose();
    },
  };
}

/** What a program asks of the terminal beside its text is recorded in its place. */
function tellRequest(screen: VtScreen, { facts }: BlockAssembler, payload: string): void {
  const request = readServerRequest(payload);
  const isLink = payload.startsWith('8;');
  if (request === null && !isLink) return;
  screen.inOrder(() => {
    if (request === null) screen.operatingSystemCommand(payload);
    else if (request.kind === 'title') facts.title(request.title);
    else facts.offer(request.offer);
  });
}

/** What the screen tells goes to the assembler, which reads the screen. */
function joinScreenAndBlocks(options: TerminalReaderOptions): {
  screen: VtScreen;
  assembler: BlockAssembler;
  linesPassedOver: () => number;
} {
  let linesPassedOver = 0;
  const screen = createVtScreen(
    options.size,
    {
      sliceBegins: (atEpochMs, lineFeedsBehind) => {
        assembler.outputArrives(atEpochMs, lineFeedsBehind);
      },
      scrolled: () => {
        assembler.scrolled();
      },
      erasing: () => {
        assembler.erasing();
      },
      goingHome: () => {
        assembler.goingHome();
      },
      goingToRow: (row) => {
        assembler.goingToRow(row);
      },
      bell: () => {
        assembler.facts.bell();
      },
      alternateScreen: (isOn) => {
        assembler.alternateScreen(isOn);
      },
      passOver: (run) => {
        const isTaken = assembler.passOver(run);
        if (isTaken) linesPassedOver += run.lines;
        return isTaken;
      },
      drained: () => options.onParsed?.(),
    },
    options.onReply,
  );
  const log = createBlockLog({ limitBytes: options.keptLimitBytes });
  const assembler = createBlockAssembler({
    screen,
    log,
    expectsMarks: options.marksSecret !== null,
    onEchoWanted: (tty) => options.onEchoWanted?.(tty),
  });
  return { screen, assembler, linesPassedOver: () => linesPassedOver };
}
