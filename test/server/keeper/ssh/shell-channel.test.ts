/** Shells: how they start, what they deliver and take, and how they end. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Connection, ServerChannel, Session } from 'ssh2';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { RIGHT_PASSWORD, socketOfServer } from '../../../support/hostile-ssh-server.ts';
import { poll } from '../../../support/poll.ts';
import { createSshWorld, failureOf, listenTo, shellOf } from '../../../support/ssh-person.ts';

const world = createSshWorld();
const { bentServer, person } = world;

afterEach(() => world.cleanUp());

describe('a shell', () => {
  const accept = (yes?: () => unknown): void => {
    yes?.();
  };
  /** A server whose shell does what `act` says. */
  const withShell = (act: (channel: ServerChannel) => void) => (session: Session) => {
    session.on('pty', accept);
    session.on('shell', (yes) => {
      act(yes());
    });
  };
  const signedIn = { answers: [RIGHT_PASSWORD] };

  it('delivers what came before it was started, and its exit code', async () => {
    const onSession = withShell((channel) => {
      channel.write('early ');
      channel.stderr.write('words');
      channel.exit(7);
      channel.end();
    });
    const shell = shellOf(await person(await bentServer({ onSession }), signedIn).outcome);
    const { ended, output } = listenTo(shell);
    expect(await ended).toEqual({ by: 'shell', exitCode: 7, signal: null });
    expect(output()).toContain('early ');
    expect(output()).toContain('words');
  });

  it('tells the signal that ended it, without SIG and cleaned', async () => {
    const onSession = withShell((channel) => {
      channel.exit('TERM', false, 'killed');
      channel.end();
    });
    const shell = shellOf(await person(await bentServer({ onSession }), signedIn).outcome);
    expect(await listenTo(shell).ended).toEqual({ by: 'shell', exitCode: null, signal: 'TERM' });
  });

  it('starts by the command for its path, and by a plain request where there is none', async () => {
    const commands: string[] = [];
    const onSession = (session: Session): void => {
      session.on('pty', accept);
      session.on('shell', accept);
      session.on('exec', (yes, _no, { command }) => {
        commands.push(command);
        const channel = yes();
        if (!command.startsWith('printf')) return;
        channel.write('/usr/bin/zsh');
        channel.exit(0);
        channel.end();
      });
    };
    const server = await bentServer({ onSession });
    const startCommand = (path: string): string | null => (path === '' ? null : `start ${path}`);
    const shell = shellOf(await person(server, { ...signedIn, startCommand }).outcome);
    expect([shell.shellPath, shell.startedWithMarks]).toEqual(['/usr/bin/zsh', true]);
    expect(commands).toEqual(['printf %s "$SHELL"', 'start /usr/bin/zsh']);
    const plain = shellOf(await person(server, signedIn).outcome);
    expect([plain.shellPath, plain.startedWithMarks]).toEqual(['/usr/bin/zsh', false]);
  });

  it('is a plain one where commands are refused', async () => {
    const onSession = (session: Session): void => {
      session.on('pty', accept);
      session.on('shell', accept);
      session.on('exec', (_yes, no) => {
        no();
      });
    };
    const server = await bentServer({ onSession });
    const shell = shellOf(
      await person(server, { ...signedIn, startCommand: () => 'start' }).outcome,
    );
    expect([shell.shellPath, shell.startedWithMarks]).toEqual(['', false]);
  });

  it('is refused where the server gives no terminal', async () => {
    const onSession = (session: Session): void => {
      session.on('pty', (_yes, no) => {
        no();
      });
    };
    const server = await bentServer({ onSession });
    const { outcome, asked } = person(server, signedIn);
    expect(failureOf(await outcome).code).toBe('ssh.shell-refused');
    expect(asked).toHaveLength(1);
  });

  it('is given up on where the server never answers the wish for one', async () => {
    let isAsked = false;
    const onSession = (session: Session): void => {
      session.on('pty', () => {
        isAsked = true;
      });
    };
    const clock = createFakeClock();
    const server = await bentServer({ onSession });
    const { outcome } = person(server, { ...signedIn, clock });
    await poll('the wish', () => isAsked);
    clock.advance(15_000);
    expect(failureOf(await outcome).code).toBe('ssh.server-silent');
    expect(clock.pendingCalls()).toBe(0);
  });

  it('opens also where the question for its path is never answered', async () => {
    let isAsked = false;
    const onSession = (session: Session): void => {
      session.on('pty', accept);
      session.on('shell', accept);
      session.on('exec', (yes) => {
        yes().write('x'.repeat(10));
        isAsked = true;
      });
    };
    const clock = createFakeClock();
    const server = await bentServer({ onSession });
    const { outcome } = person(server, { ...signedIn, clock });
    await poll('the question', () => isAsked);
    clock.advance(5000);
    expect(shellOf(await outcome).shellPath).toBe('');
  });

  it('delivers all that came before a cut, also when it was paused', async () => {
    const words = 'w'.repeat(300_000);
    const onSession = (session: Session, client: Connection): void => {
      session.on('pty', accept);
      session.on('shell', (yes) => {
        yes().write(words, () => {
          socketOfServer(client).end();
        });
      });
    };
    const server = await bentServer({ onSession });
    const shell = shellOf(await person(server, signedIn).outcome);
    shell.pause();
    const { ended, output } = listenTo(shell);
    await poll('the cut', () => server.openConnections() === 0);
    expect(output()).toBe('');
    shell.resume();
    expect(await ended).toMatchObject({ by: 'failure', failure: { code: 'ssh.server-closed' } });
    expect(output()).toBe(words);
  });

  it('opens on a second connection where the server hangs up after one channel', async () => {
    const server = await bentServer({
      onSession: (session, client) => {
        session.on('pty', accept);
        session.on('shell', accept);
        session.on('exec', (yes) => {
          const channel = yes();
          channel.write('% Invalid input');
          channel.end();
          client.end();
        });
      },
    });
    const { outcome, asked } = person(server, signedIn);
    expect(shellOf(await outcome).shellPath).toBe('');
    expect(asked).toHaveLength(2);
  });

  it('sends input whole and in order, and tells its size', async () => {
    const received: Buffer[] = [];
    const sizes: unknown[] = [];
    let read: () => void = () => undefined;
    const onSession = (session: Session): void => {
      session.on('pty', (yes, _no, info) => {
        sizes.push([info.cols, info.rows, (info as { term?: string }).term]);
        yes();
      });
      session.on('window-change', (_yes, _no, info) => {
        sizes.push([info.cols, info.rows]);
      });
      session.on('shell', (yes) => {
        const channel = yes();
        read = () => {
          channel.on('data', (bytes: Buffer) => {
            received.push(bytes);
          });
        };
      });
    };
    const shell = shellOf(await person(await bentServer({ onSession }), signedIn).outcome);
    listenTo(shell);
    expect(shell.write(Buffer.alloc(0))).toBe(true);
    // More than the two mebibytes of window that ssh2's server gives: the rest must wait here.
    const input = Buffer.from(Uint8Array.from({ length: 4_000_000 }, (_, at) => at % 251));
    let isFull = false;
    for (let at = 0; at < input.length; at += 70_000) {
      isFull = !shell.write(input.subarray(at, at + 70_000));
    }
    expect(isFull).toBe(true);
    expect(shell.unsentBytes).toBeGreaterThan(1_000_000);
    read();
    shell.resize({ columns: 132, rows: 50 });
    shell.resize({ columns: 0, rows: 1e9 });
    await poll('the input to arrive', () => Buffer.concat(received).length >= input.length);
    expect(Buffer.concat(received).equals(input)).toBe(true);
    expect(shell.unsentBytes).toBe(0);
    await poll('the sizes', () => sizes.length === 3);
    expect(sizes).toEqual([
      [80, 24, 'xterm-256color'],
      [132, 50],
      [1, 1000],
    ]);
  });

  it('takes input until its end and throws none of it at the caller after', async () => {
    const onSession = withShell((channel) => {
      channel.exit(0);
      channel.end();
    });
    const shell = shellOf(await person(await bentServer({ onSession }), signedIn).outcome);
    await listenTo(shell).ended;
    shell.write(Buffer.from('too late'));
    shell.resize({ columns: 10, rows: 10 });
    shell.close();
    expect(shell.unsentBytes).toBe(0);
  });

  it('ends once when it is closed from here, and by its signal', async () => {
    const server = await bentServer();
    const closed = shellOf(await person(server, signedIn).outcome);
    const { ended } = listenTo(closed);
    closed.close();
    closed.close();
    expect(await ended).toEqual({ by: 'shell', exitCode: null, signal: null });
    const connects = person(server, signedIn);
    const aborted = listenTo(shellOf(await connects.outcome));
    connects.life.abort();
    expect(await aborted.ended).toEqual({ by: 'shell', exitCode: null, signal: null });
    await poll('the connections to end', () => server.openConnections() === 0);
  });

  it('tells the words with which the server hung up', async () => {
    const onSession = (session: Session, client: { end(): void }): void => {
      session.on('pty', accept);
      session.on('shell', (yes) => {
        yes().write('bye');
        client.end();
      });
    };
    const shell = shellOf(await person(await bentServer({ onSession }), signedIn).outcome);
    const { ended, output } = listenTo(shell);
    expect(await ended).toEqual({
      by: 'failure',
      failure: { code: 'ssh.server-closed', address: '127.0.0.1', detail: '' },
    });
    expect(output()).toBe('bye');
  });

  it('is started once', async () => {
    const shell = shellOf(await person(await bentServer(), signedIn).outcome);
    listenTo(shell);
    expect(() => {
      shell.start({ onOutput: () => undefined, onEnd: () => undefined });
    }).toThrow('once');
  });
});
