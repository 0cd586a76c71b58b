/** A shell transport without a network: the test says what the server prints and sees what was written to it. */
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { HostKey } from '../../shared/model/host-key.ts';
import type {
  Shell,
  ShellEnd,
  ShellRequest,
  ShellTransport,
} from '../../server/keeper/ports/shell-transport.ts';

/** The key that the fake server shows. */
export const fakeHostKey: HostKey = {
  algorithm: 'ssh-ed25519',
  fingerprint: `SHA256:${'A'.repeat(43)}`,
};

/** A shell under the test's command. */
export interface FakeShell {
  readonly request: ShellRequest;
  /** Everything written so far, as text. */
  written(): string;
  readonly isPaused: boolean;
  readonly isClosed: boolean;
  unsentBytes: number;
  /** What `readEcho` answers, and the terminals it was asked about. */
  echo: Promise<boolean | null>;
  readonly echoAsked: string[];
  print(text: string): void;
  end(end: ShellEnd): void;
}

/** A transport whose shells are listed in the order of their opening. */
export interface FakeTransport extends ShellTransport {
  readonly shells: FakeShell[];
}

/** Opens a shell for every request, after `signIn` where one is given. */
export function createFakeTransport(
  signIn?: (request: ShellRequest) => Promise<Result<null, Failure>>,
): FakeTransport {
  const shells: FakeShell[] = [];
  return {
    shells,
    fetchHostKey: () => Promise.resolve(success(fakeHostKey)),
    async openShell(request) {
      const signedIn = (await signIn?.(request)) ?? success(null);
      if (!signedIn.ok) return signedIn;
      const { fake, shell } = createFakeShell(request);
      shells.push(fake);
      return success(shell);
    },
  };
}

function createFakeShell(request: ShellRequest): { fake: FakeShell; shell: Shell } {
  let listener: Parameters<Shell['start']>[0] | null = null;
  let written = '';
  let isPaused = false;
  let isClosed = false;
  const fake: FakeShell = {
    request,
    written: () => written,
    get isPaused() {
      return isPaused;
    },
    get isClosed() {
      return isClosed;
    },
    unsentBytes: 0,
    echo: Promise.resolve(null),
    echoAsked: [],
    print: (text) => listener?.onOutput(Buffer.from(text)),
    end: (end) => listener?.onEnd(end),
  };
  const shell: Shell = {
    shellPath: '/bin/sh',
    startedWithMarks: false,
    start: (given) => void (listener = given),
    write(bytes) {
      written += Buffer.from(bytes).toString();
      return true;
    },
    get unsentBytes() {
      return fake.unsentBytes;
    },
    resize: () => undefined,
    pause: () => void (isPaused = true),
    resume: () => void (isPaused = false),
    readEcho(tty) {
      fake.echoAsked.push(tty);
      return fake.echo;
    },
    complete: () => Promise.resolve({ outcome: 'not-offered', from: 0, total: 0, candidates: [] }),
    close: () => void (isClosed = true),
  };
  return { fake, shell };
}
