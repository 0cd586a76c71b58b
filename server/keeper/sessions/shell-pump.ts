/**
 * Moves bytes between one shell and its terminal: output to the reader and changes out of it, replies and input
 * to the shell. Always drains; only the reader's own backlog ever pauses the channel.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import { childLifetime } from '../../../shared/base/lifetime.ts';
import { SECOND_MS } from '../../../shared/base/units.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import { limits } from '../../config/limits.ts';
import type { Shell, ShellEnd, TerminalSize } from '../ports/shell-transport.ts';
import type { TerminalReader } from '../terminal/terminal-reader.ts';
import { createEchoEvidence } from './echo-evidence.ts';
import { createFlushPacer } from './flush-pacer.ts';
import { inputBytes } from './input-bytes.ts';

/** How the keeper's terminal reader is made. */
export type CreateTerminalReader = (options: {
  readonly size: TerminalSize;
  readonly marksSecret: string | null;
  readonly keptLimitBytes: () => number;
  readonly onReply: (bytes: Uint8Array) => void;
  readonly onParsed: () => void;
  readonly onEchoWanted: (tty: string) => void;
}) => TerminalReader;

/** An open shell with its terminal. */
export interface ShellPump {
  /** Writes an input at once, whatever is still to be parsed. */
  write(input: SessionInput): void;
  /** Input that the host has not taken yet. */
  readonly unsentBytes: number;
  readLines: TerminalReader['readLines'];
  complete: Shell['complete'];
  /** Forgets at once what is beyond the bound of kept lines, also after the end. */
  trimLines(): void;
  /** Closes shell and connection; `onEnd` follows shortly, with no answer from the host needed. */
  close(): void;
  /** Frees the terminal; its lines cannot be read any more. */
  dispose(): void;
}

/** What a pump works with; `nowEpochMs` never jumps while a command runs. */
export interface ShellPumpOptions {
  readonly shell: Shell;
  readonly size: TerminalSize;
  /** Null when the shell was started without marks. */
  readonly marksSecret: string | null;
  readonly createReader: CreateTerminalReader;
  /** The session's part of the keeper's memory for lines. */
  readonly keptLimitBytes: () => number;
  readonly clock: Clock;
  readonly nowEpochMs: () => number;
  onChanges(changes: readonly SessionChange[]): void;
  /** Called once, after the last change. Null: `close` was called. */
  onEnd(end: ShellEnd | null): void;
}

/** How long the end of a session waits for output that is still to be parsed. */
const LAST_PARSE_LIMIT_MS = { shell: 5 * SECOND_MS, person: 200 } as const;
/** A reader that wants its next call sooner is called no sooner. */
const LEAST_TICK_MS = 5;

/** Starts delivery of the shell's output. */
export function createShellPump(options: ShellPumpOptions): ShellPump {
  const { shell, clock, nowEpochMs } = options;
  const lifetime = new AbortController();
  let isEnding = false;

  const reader = options.createReader({
    size: options.size,
    marksSecret: options.marksSecret,
    keptLimitBytes: options.keptLimitBytes,
    onReply: (bytes) => void shell.write(bytes),
    onParsed() {
      flow.parsed();
      pacer.note();
    },
    onEchoWanted: (tty) => {
      evidence.want(tty);
    },
  });
  const flow = createFlow(shell, reader);
  const evidence = createEchoEvidence(shell, nowEpochMs, (isOn) => {
    if (isEnding) return;
    reader.echoTold(isOn, nowEpochMs());
    pacer.note();
  });

  const scheduleTick = createTickTimer(options, () => pacer.note(), lifetime.signal);
  const tellChanges = (): boolean => {
    const changes = reader.takeChanges();
    if (changes.length > 0) options.onChanges(changes);
    return changes.length > 0;
  };
  const flush = (): boolean => {
    scheduleTick(reader.tick(nowEpochMs()));
    return tellChanges();
  };
  const isDrained = (): boolean => reader.pendingBytes === 0;
  const pacer = createFlushPacer({ clock, isDrained, flush }, lifetime.signal);

  const finish = async (end: ShellEnd | null): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    const limitMs = LAST_PARSE_LIMIT_MS[end === null ? 'person' : 'shell'];
    await Promise.race([reader.parsed(), elapse(clock, limitMs, lifetime.signal)]);
    if (lifetime.signal.aborted) return;
    reader.end(end?.by === 'shell' ? 'shell-ended' : 'lost', nowEpochMs());
    lifetime.abort();
    tellChanges();
    options.onEnd(end);
  };

  shell.start({
    onOutput(bytes) {
      if (isEnding) return;
      evidence.outdate();
      reader.write(bytes, nowEpochMs());
      pacer.count(bytes.length);
      flow.arrived();
      // The reader may not run dry for long in a flood; what it has understood so far is told meanwhile.
      pacer.note();
    },
    onEnd: (end) => void finish(end),
  });

  return {
    write(input) {
      evidence.outdate();
      shell.write(inputBytes(input, reader.modes));
      reader.inputSent(input, nowEpochMs());
      pacer.note();
    },
    get unsentBytes() {
      return shell.unsentBytes;
    },
    readLines: (blockId, from, count) => reader.readLines(blockId, from, count),
    complete: (question) => shell.complete(question),
    trimLines: () => void tellChanges(),
    close() {
      void finish(null);
      shell.close();
    },
    dispose() {
      lifetime.abort();
      reader.dispose();
    },
  };
}

/** Pauses the channel while the reader's backlog is long. */
function createFlow(shell: Shell, reader: TerminalReader): { parsed(): void; arrived(): void } {
  let isPaused = false;
  return {
    parsed() {
      if (!isPaused || reader.pendingBytes >= limits.parserLowWaterBytes) return;
      isPaused = false;
      shell.resume();
    },
    arrived() {
      if (isPaused || reader.pendingBytes <= limits.parserHighWaterBytes) return;
      isPaused = true;
      shell.pause();
    },
  };
}

/** Calls `run` at the time it was last given, and no more once that is null. */
function createTickTimer(
  { clock, nowEpochMs }: Pick<ShellPumpOptions, 'clock' | 'nowEpochMs'>,
  run: () => void,
  signal: AbortSignal,
): (atEpochMs: number | null) => void {
  let timer: AbortController | null = null;
  return (atEpochMs) => {
    timer?.abort();
    timer = null;
    if (atEpochMs === null) return;
    timer = childLifetime(signal);
    clock.after(Math.max(LEAST_TICK_MS, atEpochMs - nowEpochMs()), run, timer.signal);
  };
}

/** Resolves after a time; never when `signal` aborts before. */
function elapse(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => clock.after(delayMs, resolve, signal));
}
