/** The transport against real OpenSSH: signing in, shells of several kinds, whole output, and every kind of end. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Shell } from '../../server/keeper/ports/shell-transport.ts';
import { createSshTransport } from '../../server/keeper/ssh/ssh-transport.ts';
import type { HostKey } from '../../shared/model/host-key.ts';
import {
  startOpensshServer,
  whyNoOpenssh,
  type OpensshOptions,
  type OpensshServer,
} from '../support/openssh-server.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';
import {
  connectAsPerson,
  failureOf,
  listenTo,
  shellOf,
  type PersonConnects,
  type PersonOptions,
} from '../support/ssh-person.ts';

const DEADLINE_MS = 60_000;
/** Stands in the name of what is skipped, so that nobody takes it for tested. */
const problem = whyNoOpenssh();
const servers: OpensshServer[] = [];
const persons: PersonConnects[] = [];

afterEach(async () => {
  for (const person of persons.splice(0)) person.life.abort();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function openssh(options: OpensshOptions = {}): Promise<OpensshServer> {
  const server = await startOpensshServer(options);
  servers.push(server);
  return server;
}

async function keyOf({ address, port }: OpensshServer): Promise<HostKey> {
  const transport = createSshTransport({ clock: createRealClock() });
  const fetched = await transport.fetchHostKey({ address, port }, new AbortController().signal);
  if (!fetched.ok) throw new Error(fetched.failure.code);
  return fetched.value;
}

async function connectTo(
  server: OpensshServer,
  options: Partial<PersonOptions> = {},
): Promise<PersonConnects> {
  const { port, userName, password } = server;
  const pin = await keyOf(server);
  const person = connectAsPerson({ port, pin, userName, answers: [password], ...options });
  persons.push(person);
  return person;
}

async function shellOn(
  server: OpensshServer,
  options: Partial<PersonOptions> = {},
): Promise<Shell> {
  const { outcome } = await connectTo(server, options);
  return shellOf(await outcome);
}

function type(shell: Shell, text: string): void {
  shell.write(Buffer.from(text));
}

describe.skipIf(problem !== null)(`OpenSSH ${problem ?? ''}`.trim(), () => {
  it('shows the key that ssh-keygen knows, the preferred one of several', async () => {
    const server = await openssh({ hostKeyTypes: ['rsa', 'ecdsa', 'ed25519'] });
    expect(await keyOf(server)).toEqual({
      algorithm: 'ssh-ed25519',
      fingerprint: server.fingerprints['ed25519'],
    });
  });

  it('shows the pinned key where it has several', async () => {
    const server = await openssh({ hostKeyTypes: ['rsa', 'ecdsa', 'ed25519'] });
    for (const [type, algorithm] of [
      ['rsa', 'ssh-rsa'],
      ['ecdsa', 'ecdsa-sha2-nistp256'],
    ] as const) {
      const pin = { algorithm, fingerprint: server.fingerprints[type] ?? '' };
      await shellOn(server, { pin });
    }
  });

  it('takes the password and asks again after a wrong one', async () => {
    const server = await openssh({ banner: 'Only for tests.\n' });
    const { outcome, asked } = await connectTo(server, { answers: ['wrong', server.password] });
    expect((await outcome).ok).toBe(true);
    expect(
      asked.map(({ serverSays, refused, triesLeft }) => [serverSays, refused, triesLeft]),
    ).toEqual([
      ['Only for tests.', false, 3],
      ['', true, 2],
    ]);
  });

  it('refuses after three wrong passwords, or earlier by hanging up', async () => {
    for (const maxAuthTries of [6, 2]) {
      const server = await openssh({ maxAuthTries });
      const { outcome, asked } = await connectTo(server, { answers: ['wrong'] });
      expect(failureOf(await outcome)).toEqual({
        code: 'ssh.sign-in-refused',
        userName: server.userName,
        address: '127.0.0.1',
      });
      expect(asked).toHaveLength(Math.min(3, maxAuthTries));
    }
  });

  it('asks through PAM, and again after a wrong answer', async () => {
    const server = await openssh({ passwordAuthentication: false, keyboardInteractive: true });
    const { outcome, asked } = await connectTo(server, { answers: ['wrong', server.password] });
    expect((await outcome).ok).toBe(true);
    expect(asked.map(({ method, prompts, refused }) => [method, prompts, refused])).toEqual([
      ['keyboard-interactive', [{ text: 'Password:', echo: false }], false],
      ['keyboard-interactive', [{ text: 'Password:', echo: false }], true],
    ]);
  });

  it('with keys only names what it offers', async () => {
    const server = await openssh({ passwordAuthentication: false });
    const { outcome } = await connectTo(server);
    expect(failureOf(await outcome)).toEqual({
      code: 'ssh.method-not-offered',
      address: '127.0.0.1',
      offered: ['publickey'],
    });
  });

  it.each(['/bin/bash', '/usr/bin/zsh', '/bin/dash'])(
    'tells that the shell is %s',
    async (path) => {
      const server = await openssh({ shell: path });
      const shell = await shellOn(server);
      expect([shell.shellPath, shell.startedWithMarks]).toEqual([path, false]);
      const { ended, output } = listenTo(shell);
      type(shell, 'exit 3\r');
      expect(await ended).toEqual({ by: 'shell', exitCode: 3, signal: null });
      expect(output()).not.toBe('');
    },
  );

  it('runs the start command on a terminal, also with one session a connection', async () => {
    const server = await openssh({ configLines: ['MaxSessions 1'] });
    const shell = await shellOn(server, {
      startCommand: (path) => `stty size; echo "$TERM" ${path}; exit 5`,
    });
    expect(shell.startedWithMarks).toBe(true);
    const { ended, output } = listenTo(shell);
    expect(await ended).toEqual({ by: 'shell', exitCode: 5, signal: null });
    expect(output()).toBe('24 80\r\nxterm-256color /bin/bash\r\n');
  });

  it('gives a shell only where terminals are allowed', async () => {
    const server = await openssh({ configLines: ['PermitTTY no'] });
    const { outcome, asked } = await connectTo(server, { startCommand: () => 'true' });
    expect(failureOf(await outcome).code).toBe('ssh.shell-refused');
    expect(asked).toHaveLength(1);
  });

  it('delivers 5 MB whole, however often it is paused', async () => {
    const server = await openssh();
    const command =
      'stty -opost; head -c 5000000 /dev/zero | openssl enc -aes-128-ctr -K 00 -iv 00';
    const shell = await shellOn(server, {
      startCommand: () => `${command} 2>/dev/null | od -An -v -tx1 | head -c 5000000`,
    });
    const pieces: Buffer[] = [];
    let pauses = 0;
    const clock = createRealClock();
    const end = await new Promise((resolve) => {
      shell.start({
        onOutput: (bytes) => {
          pieces.push(Buffer.from(bytes));
          if (pieces.length % 20 !== 0) return;
          pauses += 1;
          shell.pause();
          clock.after(2, () => {
            shell.resume();
          });
        },
        onEnd: resolve,
      });
    });
    expect(end).toEqual({ by: 'shell', exitCode: 0, signal: null });
    expect(pauses).toBeGreaterThan(3);
    const received = Buffer.concat(pieces);
    expect(received).toHaveLength(5_000_000);
    // The same stream from the same programs on this machine.
    const again = await shellOn(server, {
      startCommand: () =>
        `${command} 2>/dev/null | od -An -v -tx1 | head -c 5000000 | sha256sum; exit 0`,
    });
    const { ended, output } = listenTo(again);
    await ended;
    expect(output()).toContain(createHash('sha256').update(received).digest('hex'));
  });

  it('hears Ctrl+C, a new size and the end of input', async () => {
    const server = await openssh();
    const shell = await shellOn(server, { startCommand: () => 'exec bash --norc --noprofile -i' });
    const { ended, output } = listenTo(shell);
    // The words are put together only when the command runs, so that the echo cannot be taken for them.
    type(shell, 'echo read""y; sleep 600\r');
    await poll('the command to run', () => output().includes('ready\r\n'), DEADLINE_MS);
    type(shell, '\u0003');
    shell.resize({ columns: 101, rows: 33 });
    type(shell, 'echo "code $?"; stty size\r');
    await poll('the size', () => output().includes('33 101\r\n'), DEADLINE_MS);
    expect(output()).toContain('code 130\r\n');
    type(shell, '\u0004');
    expect(await ended).toMatchObject({ by: 'shell', exitCode: 0 });
  });

  it('tells the signal that killed the shell', async () => {
    const server = await openssh();
    const shell = await shellOn(server, { startCommand: () => 'kill -KILL $$' });
    expect(await listenTo(shell).ended).toEqual({ by: 'shell', exitCode: null, signal: 'KILL' });
  });

  it('that dies in the middle of a session has closed, after its last words', async () => {
    const server = await openssh();
    const shell = await shellOn(server);
    const { ended, output } = listenTo(shell);
    type(shell, 'echo last""words\r');
    await poll('the words', () => output().includes('lastwords'), DEADLINE_MS);
    server.killSessions();
    const end = await ended;
    expect(end).toMatchObject({ by: 'failure' });
    expect(end.by === 'failure' && end.failure.code).toMatch(
      /^ssh\.(?:server-closed|connection-lost)$/,
    );
  });

  it('has no session left once the shell is closed from here', async () => {
    const server = await openssh();
    const shell = await shellOn(server);
    expect(server.sessionProcesses().length).toBeGreaterThan(0);
    const { ended } = listenTo(shell);
    shell.close();
    await ended;
    await poll('the session to end', () => server.sessionProcesses().length === 0, DEADLINE_MS);
  });

  it('with another key on the same port is refused before it hears anything', async () => {
    const server = await openssh();
    const pin = await keyOf(server);
    await server.stop();
    const other = await openssh({ port: server.port });
    const { outcome, asked } = await connectTo(other, { pin });
    expect(failureOf(await outcome)).toMatchObject({
      code: 'ssh.key-changed',
      expectedFingerprint: pin.fingerprint,
      seenFingerprint: other.fingerprints['ed25519'],
    });
    expect(asked).toEqual([]);
    expect(other.log()).not.toMatch(/password|keyboard-interactive/i);
  });

  it('serves ten sessions at once', async () => {
    const server = await openssh();
    const shells = await Promise.all(Array.from({ length: 10 }, () => shellOn(server)));
    const ends = shells.map((shell, number) => {
      const { ended } = listenTo(shell);
      type(shell, `exit ${String(number)}\r`);
      return ended;
    });
    expect((await Promise.all(ends)).map((end) => end.by === 'shell' && end.exitCode)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });
});
