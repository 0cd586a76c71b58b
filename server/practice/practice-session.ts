/** One session channel of the practice server (RFC 4254 section 6): terminal size, shell or command, signals, exit code. */
import type { Socket } from 'node:net';
import type { ServerChannel, Session } from 'ssh2';
import type { Clock } from '../../shared/base/clock.ts';
import { childLifetime } from '../../shared/base/lifetime.ts';
import { createChannelSinks, createChannelSource } from './channel-streams.ts';
import type { ChannelSinks } from './channel-streams.ts';
import { runInteractiveShell } from './shell/interactive-shell.ts';
import type { MemoryTree } from './shell/memory-tree.ts';
import { INTERRUPTED_CODE, runCommandLine } from './shell/run-command-line.ts';
import type { Streams } from './shell/redirects.ts';
import { marksSecretIn } from './shell/shell-marks.ts';
import { createShellState } from './shell/shell-state.ts';
import { createTerminal } from './shell/terminal.ts';
import type { Terminal } from './shell/terminal.ts';
import { emptySource, linesOf } from './shell/text-stream.ts';
import type { TextSink } from './shell/text-stream.ts';

/** What a session shares with the others of its connection. */
export interface SessionSurroundings {
  readonly tree: MemoryTree;
  readonly socket: Socket;
  readonly clock: Clock;
  /** The life of the connection. */
  readonly signal: AbortSignal;
  /** Called with what is a bug in the practice server; the session ends. */
  readonly onBug: (problem: unknown) => void;
}

/** A session as its requests have made it so far. */
interface Serving extends SessionSurroundings {
  /** The life of the channel. */
  readonly life: AbortController;
  columns: number;
  hasTerminal: boolean;
  terminal: Terminal | null;
  interrupt: (() => void) | null;
}

/** Serves the requests of one session until its channel closes. */
export function serveSession(session: Session, surroundings: SessionSurroundings): void {
  const life = childLifetime(surroundings.signal);
  const serving: Serving = {
    ...surroundings,
    life,
    columns: 0,
    hasTerminal: false,
    terminal: null,
    interrupt: null,
  };
  session.on('pty', (accept, _reject, info) => {
    serving.hasTerminal = true;
    serving.columns = info.cols;
    grant(accept);
  });
  session.on('window-change', (accept, _reject, info) => {
    serving.columns = info.cols;
    serving.terminal?.resize(info.cols);
    grant(accept);
  });
  session.on('signal', (accept, _reject, info) => {
    grant(accept);
    if (info.name === 'INT') serving.interrupt?.();
    else if (['HUP', 'KILL', 'TERM'].includes(info.name)) life.abort();
  });
  session.on('close', () => life.abort());
  session.on('shell', (accept) => {
    if (serving.hasTerminal) runShell(serving, accept(), null);
    else runWithoutPrompt(serving, accept(), null);
  });
  session.on('exec', (accept, _reject, info) => {
    const secret = serving.hasTerminal ? marksSecretIn(info.command) : null;
    if (secret === null) runWithoutPrompt(serving, accept(), info.command);
    else runShell(serving, accept(), secret);
  });
}

/** Says yes where the client wanted to know; ssh2 gives no function where it did not, whatever its types say. */
function grant(accept: (() => unknown) | undefined): void {
  if (accept !== undefined) accept();
}

/** Runs something on the channel, sends what it wrote and its exit code, and closes. */
function run(
  serving: Serving,
  channel: ServerChannel,
  sinks: ChannelSinks,
  work: () => Promise<number>,
): void {
  const { life } = serving;
  const leave = (): void => life.abort();
  // ssh2 reports writes to a closed channel as errors; `life` has seen the closing itself.
  channel.on('error', leave).on('close', leave);
  channel.stderr.on('error', leave);
  const finish = async (): Promise<void> => {
    try {
      const code = await work();
      await sinks.drained();
      channel.exit(code);
    } catch (problem) {
      if (!life.signal.aborted) serving.onBug(problem);
    }
    channel.end();
    leave();
  };
  void finish();
}

/** Runs the interactive shell on the session's terminal. */
function runShell(serving: Serving, channel: ServerChannel, marksSecret: string | null): void {
  const { tree, socket, clock, life } = serving;
  const { signal } = life;
  const sinks = createChannelSinks({ channel, socket, clock, signal });
  const terminal = createTerminal(sinks.stdout, serving.columns, signal);
  serving.terminal = terminal;
  serving.interrupt = () => void terminal.receive(Buffer.from('\x03'));
  channel.on('data', (bytes: Buffer) => {
    // What a person types waits while what it drew cannot be sent.
    channel.pause();
    void terminal.receive(bytes).finally(() => channel.resume());
  });
  // The end of what is piped into a terminal is Ctrl+D after its last line.
  channel.on('end', () => void terminal.receive(Buffer.from('\x04')));
  run(serving, channel, sinks, () => {
    const state = createShellState(tree, clock);
    return runInteractiveShell({ state, terminal, marksSecret, clock, signal });
  });
}

/** Runs `line`, or without one each line of standard input, as `ssh -T` sends a script. */
function runWithoutPrompt(serving: Serving, channel: ServerChannel, line: string | null): void {
  const { tree, socket, clock, life } = serving;
  const { signal } = life;
  const stdin = createChannelSource(channel, signal);
  const sinks = createChannelSinks({ channel, socket, clock, signal });
  const streams: Streams = { stdin, ...outputsOf(sinks, serving.hasTerminal) };
  const job = childLifetime(signal);
  serving.interrupt = () => job.abort();
  run(serving, channel, sinks, async () => {
    const state = createShellState(tree, clock);
    const context = { state, streams, terminal: null, clock, signal: job.signal };
    try {
      if (line !== null) return await runCommandLine(context, line);
      const script = { ...context, streams: { ...streams, stdin: emptySource } };
      for await (const { text } of linesOf(stdin)) {
        await runCommandLine(script, text);
        if (state.leavingWith !== null) break;
      }
      return state.lastCode;
    } catch (problem) {
      if (!job.signal.aborted || signal.aborted) throw problem;
      return INTERRUPTED_CODE;
    }
  });
}

/** On a terminal there is one stream, and every line feed becomes carriage return and line feed (ONLCR). */
function outputsOf(sinks: ChannelSinks, isTerminal: boolean): Omit<Streams, 'stdin'> {
  if (!isTerminal) return { stdout: sinks.stdout, stderr: sinks.stderr };
  const sink: TextSink = { write: (text) => sinks.stdout.write(text.replaceAll('\n', '\r\n')) };
  return { stdout: sink, stderr: sink };
}
