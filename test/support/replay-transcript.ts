/** Plays a recorded session through a terminal reader with its own times, without waiting for them. */
import { limits } from '../../server/config/limits.ts';
import { createTerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import type { TerminalReader } from '../../server/keeper/terminal/terminal-reader.ts';
import type { SessionChange } from '../../shared/terminal/session-change.ts';
import { applySessionChange } from '../../shared/terminal/apply-session-change.ts';
import { initialSessionView } from '../../shared/terminal/session-view.ts';
import type { SessionView } from '../../shared/terminal/session-view.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';
import type { Transcript } from './transcript.ts';

/** Changes that became known at one time of the recording. */
export interface ReplayedChanges {
  readonly atMs: number;
  readonly changes: SessionChange[];
  /** What was typed at this time, before the changes; null when they came by output or by time. */
  readonly input: SessionInput | null;
}

/** How to play. */
export interface ReplayOptions {
  /** Cuts a chunk further; the pieces must join to the same bytes. */
  readonly cut?: (chunk: Uint8Array) => Uint8Array[];
  /** Gets what the terminal answers to the host. */
  readonly onReply?: (bytes: Uint8Array) => void;
  /** Sees the reader at the end, before it is disposed. */
  readonly onEnd?: (reader: TerminalReader) => void;
}

interface ReplayEvent {
  readonly atMs: number;
  readonly run: (reader: TerminalReader) => void;
  readonly input: SessionInput | null;
}

/** Yields each non-empty group of changes with its time, in order; time stands still while bytes are parsed. */
export async function* replayTranscript(
  transcript: Transcript,
  options: ReplayOptions = {},
): AsyncGenerator<ReplayedChanges> {
  const reader = createTerminalReader({
    size: transcript.times.size,
    marksSecret: transcript.times.secret,
    keptLimitBytes: () => limits.keptLinesPerSessionBytes,
    onReply: options.onReply ?? (() => undefined),
  });
  let wanted: number | null = null;
  try {
    for (const event of eventsOf(transcript, options.cut ?? ((chunk) => [chunk]))) {
      while (wanted !== null && wanted < event.atMs) {
        const atMs: number = wanted;
        wanted = reader.tick(atMs);
        yield { atMs, changes: reader.takeChanges(), input: null };
      }
      event.run(reader);
      await reader.parsed();
      wanted = reader.tick(event.atMs);
      yield { atMs: event.atMs, changes: reader.takeChanges(), input: event.input };
    }
    while (wanted !== null) {
      const atMs: number = wanted;
      wanted = reader.tick(atMs);
      yield { atMs, changes: reader.takeChanges(), input: null };
    }
    options.onEnd?.(reader);
  } finally {
    reader.dispose();
  }
}

/** The state of the session when all of the transcript was played. */
export async function replayedView(
  transcript: Transcript,
  options: ReplayOptions = {},
): Promise<SessionView> {
  let view = initialSessionView({
    kind: 'host',
    hostName: 'web1',
    address: 'web1',
    port: 22,
    userName: 'root',
  });
  for await (const { changes } of replayTranscript(transcript, options)) {
    for (const change of changes) view = applySessionChange(view, change);
  }
  return view;
}

function eventsOf(transcript: Transcript, cut: (chunk: Uint8Array) => Uint8Array[]): ReplayEvent[] {
  const { bytes, times } = transcript;
  const events: ReplayEvent[] = [];
  let nextInput = 0;
  const resizes = [...(times.resizes ?? [])];
  const addResizes = (arrived: number) => {
    while (resizes[0] !== undefined && resizes[0].afterBytes <= arrived) {
      const { atMs, columns, rows } = resizes[0];
      const run = (reader: TerminalReader) => {
        reader.resize({ columns, rows });
      };
      events.push({ atMs, run, input: null });
      resizes.shift();
    }
  };
  const addInputs = (arrived: number) => {
    addResizes(arrived);
    for (let sent = times.input[nextInput]; sent !== undefined; sent = times.input[nextInput]) {
      if (sent.afterBytes > arrived) return;
      const { atMs, input } = sent;
      events.push({
        atMs,
        input,
        run: (reader) => {
          reader.inputSent(input, atMs);
        },
      });
      nextInput += 1;
    }
  };
  times.chunks.forEach(({ atMs, offset }, index) => {
    addInputs(offset);
    const chunk = bytes.subarray(offset, times.chunks[index + 1]?.offset ?? bytes.length);
    const run = (reader: TerminalReader) => {
      for (const piece of cut(chunk)) reader.write(piece, atMs);
    };
    events.push({ atMs, run, input: null });
  });
  addInputs(bytes.length);
  const { endedAtMs } = times;
  if (endedAtMs !== null) {
    events.push({
      atMs: endedAtMs,
      input: null,
      run: (reader) => {
        reader.end('shell-ended', endedAtMs);
      },
    });
  }
  return events;
}
