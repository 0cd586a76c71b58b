/** A local socket that carries frames: sending with a mark above which the sender should wait, receiving parsed JSON. */
import type { Socket } from 'node:net';
import { limits } from '../config/limits.ts';
import { createFrameReader, encodeFrame } from './frames.ts';

/** One end of a connection. */
export interface FrameSocket {
  send(value: unknown): void;
  /** Whether the other end has left so much unread that what can wait should wait; `onDrain` follows. */
  isCongested(): boolean;
  /** Stops reading until `resumeReading`, so that a peer that only asks cannot make this side grow. */
  pauseReading(): void;
  resumeReading(): void;
  /** Closes at once; `onClose` follows. */
  close(): void;
}

/** What a connection tells. */
export interface FrameSocketListener {
  /** Parsed JSON that no schema has seen yet. */
  onFrame(value: unknown): void;
  /** Everything sent has left this process. */
  onDrain(): void;
  onClose(): void;
}

/** Takes over a connected socket. */
export function createFrameSocket(socket: Socket, listener: FrameSocketListener): FrameSocket {
  let isPaused = false;
  const isReadingPaused = (): boolean => isPaused;
  const reader = createFrameReader(
    (value) => {
      if (!socket.destroyed) listener.onFrame(value);
    },
    // One chunk may hold hundreds of requests, so a pause has to hold within it.
    isReadingPaused,
  );
  const read = (bytes: Buffer): void => {
    if (!reader.read(bytes)) socket.destroy();
  };
  socket.on('data', read);
  socket.on('drain', () => {
    listener.onDrain();
  });
  // 'close' follows every error and says all that matters here.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    listener.onClose();
  });
  return {
    send(value) {
      if (!socket.destroyed && socket.writable) socket.write(encodeFrame(value));
    },
    isCongested: () => socket.writableLength > limits.linkHighWaterBytes,
    pauseReading() {
      isPaused = true;
      socket.pause();
    },
    resumeReading() {
      isPaused = false;
      // What was held may lead to the next pause.
      read(Buffer.alloc(0));
      if (!isReadingPaused()) socket.resume();
    },
    close: () => void socket.destroy(),
  };
}
