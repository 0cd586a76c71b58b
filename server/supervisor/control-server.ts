/**
 * The one supervisor of a data folder: holds the control socket, which is also what a second instance runs into.
 * What a killed supervisor left behind is put aside and proven dead before it is replaced.
 */
import { chmodSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { Clock } from '../../shared/base/clock.ts';
import { failed, success, type Result } from '../../shared/base/result.ts';
import { SECOND_MS } from '../../shared/base/units.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { readControlRequest, type ControlAnswer } from '../link/control-messages.ts';
import { createFrameSocket } from '../link/frame-socket.ts';
import { askSupervisor } from './control-client.ts';

/** What the control socket serves. */
export interface ControlOptions {
  readonly path: string;
  /** Real path of the data folder, for the sentence that it is in use. */
  readonly dataFolder: string;
  readonly clock: Clock;
  upgrade(): Promise<Result<null, Failure>>;
}

/** How long another supervisor has to say who it is. */
const WHO_MS = 2 * SECOND_MS;

/**
 * Takes the data folder until `signal` aborts; gateway.data-in-use when another supervisor has it, and
 * gateway.data-read-only when no socket can be made there.
 */
export async function takeControl(
  options: ControlOptions,
  signal: AbortSignal,
): Promise<Result<null, Failure>> {
  try {
    return await takeSocket(options, signal);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error || 'code' in error)) throw error;
    return failed({ code: 'gateway.data-read-only', folder: options.dataFolder });
  }
}

async function takeSocket(
  options: ControlOptions,
  signal: AbortSignal,
): Promise<Result<null, Failure>> {
  const { path, dataFolder, clock } = options;
  if (await listen(options, signal)) return success(null);
  const first = await whoListens(path, clock);
  if (first !== null) return inUse(dataFolder, first);
  if (process.platform === 'win32') return inUse(dataFolder, 0);
  // Another instance may have come up since: a socket that was moved away still reaches whoever listens on it.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    // Somebody else puts it aside right now.
  }
  const second = await whoListens(aside, clock);
  if (second !== null) {
    renameSync(aside, path);
    return inUse(dataFolder, second);
  }
  rmSync(aside, { force: true });
  if (await listen(options, signal)) return success(null);
  return inUse(dataFolder, (await whoListens(path, clock)) ?? 0);
}

function inUse(folder: string, processId: number): Result<never, Failure> {
  return failed({ code: 'gateway.data-in-use', folder, processId });
}

async function whoListens(path: string, clock: Clock): Promise<number | null> {
  const answer = await askSupervisor(path, { ask: 'who' }, { clock, waitMs: WHO_MS });
  return answer !== null && 'processId' in answer ? answer.processId : null;
}

/** False when something stands at the path already. */
function listen(options: ControlOptions, signal: AbortSignal): Promise<boolean> {
  const server = createServer((socket) => {
    const frames = createFrameSocket(socket, {
      onFrame(value) {
        void answer(value, options).then((said) => {
          if (said === null) frames.close();
          else frames.send(said);
        });
      },
      onDrain: () => undefined,
      onClose: () => undefined,
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(options.path, () => {
      if (process.platform !== 'win32') chmodSync(options.path, 0o600);
      closeWith(server, signal);
      resolve(true);
    });
  });
}

function closeWith(server: Server, signal: AbortSignal): void {
  // Commands never keep the supervisor alive, its children do.
  server.unref();
  signal.addEventListener('abort', () => void server.close(), { once: true });
}

async function answer(value: unknown, options: ControlOptions): Promise<ControlAnswer | null> {
  const request = readControlRequest(value);
  if (request === null) return null;
  if (request.ask === 'who') return { processId: process.pid };
  const upgraded = await options.upgrade();
  return upgraded.ok ? { upgraded: true } : { failed: upgraded.failure };
}
