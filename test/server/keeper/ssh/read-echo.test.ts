/** What a server's answer about its terminal is worth, and what is asked of servers that do not play along. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerChannel, Session } from 'ssh2';
import { echoIn } from '../../../../server/keeper/ssh/read-echo.ts';
import { RIGHT_PASSWORD } from '../../../support/hostile-ssh-server.ts';
import { createSshWorld, listenTo, shellOf } from '../../../support/ssh-person.ts';

const world = createSshWorld();
afterEach(() => world.cleanUp());

/** As GNU stty prints it, with the flags of a case. */
const stty = (flags: string) =>
  `speed 38400 baud; rows 24; columns 80; line = 0;\nintr = ^C; quit = ^\\;\nisig ${flags} iexten echoe echok -echonl\n`;

describe('what stty prints', () => {
  it.each([
    ['icanon echo', true],
    ['icanon -echo', false],
    ['-icanon -echo', null],
    ['-icanon echo', null],
    ['icanon', null],
    ['icanon echo -echo', null],
  ])('with %s means %s', (flags, isOn) => {
    expect(echoIn(stty(flags))).toBe(isOn);
  });

  it('is understood as the BSDs lay it out, and not looked for in other text', () => {
    expect(echoIn('lflags: icanon isig iexten -echo echoe\n\techoke echoctl\n')).toBe(false);
    for (const said of [
      '',
      'icanon-echo',
      '% Invalid input',
      'echo icanonical',
      '\0'.repeat(4_000),
    ]) {
      expect(echoIn(said)).toBeNull();
    }
  });
});

describe('a question on a second channel', () => {
  const accept = (yes?: () => unknown): void => {
    yes?.();
  };
  /** A shell, and for each other command what `answer` does. */
  async function shellWith(answer: (channel: ServerChannel) => void, refuses = false) {
    const commands: string[] = [];
    const onSession = (session: Session): void => {
      session.on('pty', accept);
      session.on('shell', accept);
      session.on('exec', (yes, no, { command }) => {
        if (!command.startsWith('stty')) {
          const channel = yes();
          channel.exit(0);
          channel.end();
          return;
        }
        commands.push(command);
        if (refuses) no();
        else answer(yes());
      });
    };
    const server = await world.bentServer({ onSession });
    const shell = shellOf(await world.person(server, { answers: [RIGHT_PASSWORD] }).outcome);
    listenTo(shell);
    return { shell, commands };
  }
  const saying = (text: string) => (channel: ServerChannel) => {
    channel.write(text);
    channel.exit(0);
    channel.end();
  };

  it('is fixed text around the path of a terminal', async () => {
    const { shell, commands } = await shellWith(saying(stty('icanon -echo')));
    expect(await shell.readEcho('/dev/pts/7')).toBe(false);
    expect(commands).toEqual(['stty -a -F /dev/pts/7 || stty -a -f /dev/pts/7']);
  });

  it('is not asked about anything that is no terminal', async () => {
    const { shell, commands } = await shellWith(saying(stty('icanon echo')));
    const paths = [
      '',
      '/dev/pts/1;id',
      '/dev/pts/$(id)',
      '/etc/passwd',
      '/dev/pts/../sda',
      'pts/1',
      '/dev/pts/1\n',
    ];
    for (const path of paths) expect(await shell.readEcho(path)).toBeNull();
    expect(commands).toEqual([]);
  });

  it('is asked once of a server that refuses it', async () => {
    const { shell, commands } = await shellWith(() => undefined, true);
    expect(await shell.readEcho('/dev/pts/7')).toBeNull();
    expect(await shell.readEcho('/dev/pts/7')).toBeNull();
    expect(commands).toHaveLength(1);
  });

  it('is asked three times of a server that answers nonsense, however much', async () => {
    const { shell, commands } = await shellWith((channel) => {
      channel.write('icanon echo '.repeat(100_000));
    });
    for (let time = 0; time < 5; time += 1) expect(await shell.readEcho('/dev/pts/7')).toBeNull();
    expect(commands).toHaveLength(3);
  });

  it('is given up when no answer comes, and is one at a time', async () => {
    const { shell, commands } = await shellWith(() => undefined);
    const [first, second] = [shell.readEcho('/dev/pts/7'), shell.readEcho('/dev/pts/7')];
    expect(await second).toBeNull();
    expect(await first).toBeNull();
    expect(commands).toHaveLength(1);
  });
});
