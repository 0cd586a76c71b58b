/** Asks a running supervisor one thing. */
import { connect } from 'node:net';
import type { Clock } from '../../shared/base/clock.ts';
import { createFrameSocket } from '../link/frame-socket.ts';
import {
  readControlAnswer,
  type ControlAnswer,
  type ControlRequest,
} from '../link/control-messages.ts';

/** The answer; null when nobody listens there, or when whoever does says nothing sensible within `waitMs`. */
export function askSupervisor(
  path: string,
  request: ControlRequest,
  { clock, waitMs }: { readonly clock: Clock; readonly waitMs: number },
): Promise<ControlAnswer | null> {
  return new Promise((resolve) => {
    const lifetime = new AbortController();
    const socket = connect(path);
    const finish = (answer: ControlAnswer | null): void => {
      lifetime.abort();
      socket.destroy();
      resolve(answer);
    };
    const frames = createFrameSocket(socket, {
      onFrame: (value) => finish(readControlAnswer(value)),
      onDrain: () => undefined,
      onClose: () => finish(null),
    });
    socket.once('connect', () => frames.send(request));
    clock.after(waitMs, () => finish(null), lifetime.signal);
  });
}
