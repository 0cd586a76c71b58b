/**
 * The port through which sessions reach servers. keeper/ssh implements it with ssh2; tests may pass a fake
 * where a fault must be forced. Everything a server says is bounded and cleaned before it passes here.
 */
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { HostKey } from '../../../shared/model/host-key.ts';
import type { Completion } from '../../../shared/protocol/completion-conversation.ts';
import type { SignInQuestion } from '../../../shared/terminal/session-view.ts';

/** Where to connect. */
export interface Endpoint {
  readonly address: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** Size of the pseudo-terminal in character cells. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** A question of the server, numbered by whoever asks the person. */
export type SignInAsk = Omit<SignInQuestion, 'questionId'>;

/** What a shell needs to start. */
export interface ShellRequest {
  readonly endpoint: Endpoint;
  readonly userName: string;
  /** The only host key that is accepted; no credential leaves before it matched. */
  readonly pin: HostKey;
  readonly size: TerminalSize;
  /** Asks the person; null means they cancelled. May take as long as the server's patience. */
  ask(question: SignInAsk): Promise<readonly string[] | null>;
  /**
   * The command that starts the account's shell with marks, for the path in its `$SHELL` ('' where it could
   * not be learned). Null: a plain shell request (RFC 4254 section 6.5).
   */
  startCommand(shellPath: string): string | null;
}

/** What is to be completed. */
export interface CompletionQuestion {
  /** What stands before the caret. */
  readonly line: string;
  /** Where names without a directory are looked for; '' for the account's home. */
  readonly directory: string;
}

/** Why the channel of a shell is gone. */
export type ShellEnd =
  | { readonly by: 'shell'; readonly exitCode: number | null; readonly signal: string | null }
  | { readonly by: 'failure'; readonly failure: Failure };

/** An open shell. Output is delivered to the one listener given at `start`. */
export interface Shell {
  /** Path of the account's shell, '' where it could not be learned. */
  readonly shellPath: string;
  /** Whether the shell was started by `startCommand` rather than by a plain shell request. */
  readonly startedWithMarks: boolean;
  /** Begins delivery. Called exactly once; what came before is delivered first. */
  start(listener: { onOutput(bytes: Uint8Array): void; onEnd(end: ShellEnd): void }): void;
  /** Hands bytes to the channel. True: the channel takes more; false: it is full, bytes are queued. */
  write(bytes: Uint8Array): boolean;
  /** Bytes given to `write` that are still on this machine. */
  readonly unsentBytes: number;
  resize(size: TerminalSize): void;
  /** Stops reading from the server (SSH window, RFC 4254 section 5.2). */
  pause(): void;
  resume(): void;
  /**
   * Whether the terminal `tty` of the server shows what is typed, learned on a second channel within 1 s. Null
   * where that cannot be learned, where the path is no terminal's, and while another question is under way.
   * A terminal that takes single keys (not ICANON) gives null: its program shows them itself. Never fails.
   */
  readEcho(tty: string): Promise<boolean | null>;
  /** What a line could go on with, asked on a second channel within 1 s. Never fails; the outcome says why not. */
  complete(question: CompletionQuestion): Promise<Completion>;
  /** Closes channel and connection; `onEnd` is still called. */
  close(): void;
}

/** Reaches SSH servers. Both calls stop when `signal` aborts. */
export interface ShellTransport {
  /** Learns the server's host key and disconnects; no credential is involved. */
  fetchHostKey(endpoint: Endpoint, signal: AbortSignal): Promise<Result<HostKey, Failure>>;
  /** Connects with the pinned key, signs in and opens a shell on a pseudo-terminal. */
  openShell(request: ShellRequest, signal: AbortSignal): Promise<Result<Shell, Failure>>;
}
