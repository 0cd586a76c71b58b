/** Which part of what an account prints is the path of its shell, and how long a server may think about it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerChannel, Session } from 'ssh2';
import { shellPathIn } from '../../../../server/keeper/ssh/learn-shell.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';
import { RIGHT_PASSWORD } from '../../../support/hostile-ssh-server.ts';
import { poll } from '../../../support/poll.ts';
import { createSshWorld, shellOf } from '../../../support/ssh-person.ts';

const world = createSshWorld();
afterEach(() => world.cleanUp());

describe('shellPathIn', () => {
  it('is the path, also behind what start-up files print', () => {
    expect(shellPathIn('/bin/bash')).toBe('/bin/bash');
    expect(shellPathIn('Welcome!\nYou have mail.\n/usr/bin/zsh')).toBe('/usr/bin/zsh');
  });

  it('is nothing where the server said anything else', () => {
    for (const said of ['', '$SHELL', 'bash', '% Invalid input', '/bin/\u001b[2J', '/a b', '\n']) {
      expect(shellPathIn(said)).toBe('');
    }
    expect(shellPathIn(`/${'x'.repeat(300)}`)).toBe('');
  });
});

describe('a server that is asked for its shell', () => {
  const accept = (yes?: () => unknown): void => {
    yes?.();
  };
  const answering = async (answer: (channel: ServerChannel) => void) => {
    const questions: ServerChannel[] = [];
    const onSession = (session: Session): void => {
      session.on('pty', accept);
      session.on('shell', accept);
      session.on('exec', (yes) => {
        questions.push(yes());
      });
    };
    const clock = createFakeClock();
    const server = await world.bentServer({ onSession });
    const { outcome } = world.person(server, { answers: [RIGHT_PASSWORD], clock });
    await poll('the question', () => questions.length > 0);
    const before = clock.pendingCalls();
    for (const question of questions) answer(question);
    await poll('the answer', () => clock.pendingCalls() > before);
    clock.advance(1_500);
    return shellOf(await outcome).shellPath;
  };

  it('is not waited for once it has said something else and is quiet', async () => {
    const printed = await answering((channel) => channel.write('% Invalid input detected\r\n'));
    expect(printed).toBe('');
    const told = await answering((channel) => channel.stderr.write('printf: not recognized'));
    expect(told).toBe('');
  });

  it('is believed though it keeps the channel open', async () => {
    expect(await answering((channel) => channel.write('/bin/ash'))).toBe('/bin/ash');
  });
});
