/**
 * Joins an SSH channel to the shell's streams: writing waits for the window and for the socket (back-pressure),
 * reading pauses the channel while nobody takes what came.
 */
import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import type { Clock } from '../../shared/base/clock.ts';
import { KIB } from '../../shared/base/units.ts';
import { slicesOf, waitOrAbort } from './shell/text-stream.ts';
import type { TextSink, TextSource } from './shell/text-stream.ts';

const SLICE_CHARACTERS = 16 * KIB;
const SOCKET_LIMIT_BYTES = 256 * KIB;
const UNREAD_LIMIT_BYTES = 64 * KIB;

/** The two streams of a channel towards the client. */
export interface ChannelSinks {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Settles when everything written is in the client's window; rejects when `signal` aborts. */
  drained(): Promise<void>;
}

/** What sinks are made for. */
export interface ChannelOutput {
  readonly channel: ServerChannel;
  readonly socket: Socket;
  readonly clock: Clock;
  /** The life of the channel: no write waits longer. */
  readonly signal: AbortSignal;
}

/**
 * Creates sinks that gather what is written in one turn of the event loop and hand it to the channel a slice at
 * a time, waiting until the window has taken it (RFC 4254 section 5.2). A writer waits above 16 KiB.
 */
export function createChannelSinks(output: ChannelOutput): ChannelSinks {
  const { clock, signal } = output;
  const sendSlice = createSliceSender(output);
  let waiting: { isError: boolean; text: string }[] = [];
  let waitingCharacters = 0;
  let sending: Promise<void> | null = null;

  /** Sends until nothing waits; texts keep their order, also across the two streams. */
  async function sendAll(): Promise<void> {
    try {
      await waitOrAbort(signal, (resolve) => {
        clock.after(0, resolve);
      });
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        waitingCharacters = 0;
        for (const { isError, text } of batch) {
          for (const slice of slicesOf(text, SLICE_CHARACTERS)) await sendSlice(isError, slice);
        }
      }
    } finally {
      // In the same step as the last look at `waiting`: a text written later starts anew.
      sending = null;
    }
  }

  async function write(isError: boolean, text: string): Promise<void> {
    signal.throwIfAborted();
    const last = waiting.at(-1);
    if (last?.isError === isError) last.text += text;
    else waiting.push({ isError, text });
    waitingCharacters += text.length;
    sending ??= sendAll();
    // Whoever waits for it hears of the end; nobody else needs to.
    sending.catch(() => undefined);
    if (waitingCharacters > SLICE_CHARACTERS) await sending;
  }

  return {
    stdout: { write: (text) => write(false, text) },
    stderr: { write: (text) => write(true, text) },
    async drained() {
      if (sending !== null) await sending;
    },
  };
}

/** Sends one slice and waits for the window and for the socket. */
function createSliceSender({ channel, socket, signal }: ChannelOutput) {
  let hasWaited = false;
  return async (isError: boolean, slice: string): Promise<void> => {
    // ssh2 1.17.0 sends standard output again when standard error waits for the window after it did.
    const stream = isError && !hasWaited ? channel.stderr : channel;
    await waitOrAbort(signal, (resolve) => {
      // ssh2 never calls back once the channel closed; `signal` ends the waiting then.
      stream.write(slice, () => resolve());
      if (channel.writableLength > 0) hasWaited = true;
    });
    // ssh2 writes to the socket without asking whether it is full: a window may be larger than any memory.
    if (socket.writableLength <= SOCKET_LIMIT_BYTES) return;
    await waitOrAbort(signal, (resolve) => {
      socket.once('drain', resolve);
    });
  };
}

/** Reads UTF-8 text from a channel until its end (EOF, RFC 4254 section 5.3). */
export function createChannelSource(channel: ServerChannel, signal: AbortSignal): TextSource {
  const decoder = new TextDecoder();
  const chunks: Buffer[] = [];
  let unreadBytes = 0;
  let hasEnded = false;
  let wake: () => void = () => undefined;
  channel.on('data', (bytes: Buffer) => {
    chunks.push(bytes);
    unreadBytes += bytes.length;
    if (unreadBytes > UNREAD_LIMIT_BYTES) channel.pause();
    wake();
  });
  channel.on('end', () => {
    hasEnded = true;
    wake();
  });
  return {
    async read() {
      while (chunks.length === 0 && !hasEnded) {
        await waitOrAbort(signal, (resolve) => {
          wake = resolve;
        });
      }
      if (chunks.length === 0) return null;
      const text = decoder.decode(Buffer.concat(chunks), { stream: true });
      chunks.length = 0;
      unreadBytes = 0;
      channel.resume();
      return text;
    },
  };
}
