/** The table "What is said" of the listening contract beyond results: prompts, sessions, screens, bells, returns. */
import { describe, expect, it } from 'vitest';
import type { BlockId, PageId } from '../../../shared/model/ids.ts';
import { freshMemory } from '../../../shared/speech/command-memory.ts';
import { headingOf, latestLabel, sessionStateWord } from '../../../shared/speech/block-labels.ts';
import {
  announcementFor,
  percentAnnouncement,
  runningAnnouncement,
  type SpeechContext,
} from '../../../shared/speech/say-change.ts';
import {
  gatewayFoundAnnouncement,
  gatewayLostAnnouncement,
} from '../../../shared/speech/say-gateway.ts';
import { returnAnnouncement } from '../../../shared/speech/say-return.ts';
import type { CommandBlock, ProgramPrompt } from '../../../shared/terminal/command-block.ts';
import type { SessionChange } from '../../../shared/terminal/session-change.ts';
import type {
  SessionEnd,
  SessionPhase,
  SessionView,
} from '../../../shared/terminal/session-view.ts';
import {
  applied,
  ended,
  numbered,
  printed,
  sampleBlock,
  sampleView,
  waited,
  writer,
} from '../../support/sample-session.ts';

const here: SpeechContext = {
  sessionKey: 's1',
  sessionInFront: true,
  ownPageId: 'phone' as PageId,
  verbosity: 'normal',
  memory: freshMemory,
};
const elsewhere = { ...here, sessionInFront: false };
const open = sampleView();
const running = applied(open, { type: 'block.started', block: sampleBlock() });

function said(change: SessionChange, context = here, view: SessionView = running): string | null {
  const announcement = announcementFor(view, change, context);
  return announcement === null ? null : `${announcement.urgency} ${announcement.text}`;
}

describe('a program that waits', () => {
  const rows: readonly (readonly [Partial<ProgramPrompt> & { text: string }, string])[] = [
    [
      { kind: 'yes-no', text: 'Proceed? [y/N] ', preset: 'no' },
      'waits: Proceed? yes or no, no is default',
    ],
    [{ kind: 'yes-no', text: 'Continue (yes/no): ' }, 'waits: Continue, yes or no'],
    [
      { kind: 'yes-no', text: 'Do you want to continue? [Y/n] ', preset: 'yes', linesBefore: 24 },
      'waits: Do you want to continue? yes or no, yes is default, 24 lines before',
    ],
    [{ text: 'Your name: ' }, 'waits: Your name'],
    [{ text: '> ' }, 'waits for input'],
    [{ text: '' }, 'waits for input'],
    [{ kind: 'password', text: 'Password: ' }, 'waits for a password, typing is hidden'],
    [
      { kind: 'password', text: 'Password: ', echo: 'on' },
      'waits for a password, but the server shows typing',
    ],
    [{ kind: 'key', text: 'Press any key to continue' }, 'waits: Press any key to continue'],
    [{ kind: 'pager', text: '--More--(12%)' }, 'waits, more to read'],
    [
      {
        kind: 'choice',
        text: 'Which one? ',
        choices: [
          { answer: '1', label: 'nano', isPreset: true },
          { answer: '2', label: 'vim', isPreset: false },
        ],
      },
      'waits: Which one? 2 choices, 1 is default, 1 nano, 2 vim',
    ],
    [
      {
        kind: 'choice',
        text: 'Select: ',
        choices: numbered(30).map((answer) => ({
          answer,
          label: 'a long label',
          isPreset: false,
        })),
      },
      'waits: Select, 30 choices',
    ],
    [
      { kind: 'password', text: '[sudo] password for amy: ' },
      'waits for a password: sudo password for amy, typing is hidden',
    ],
  ];
  it.each(rows)('%j', (prompt, sentence) => {
    expect(said(waited(1, prompt))).toBe(`assertive ${sentence}`);
  });

  it('names the host when its session is not in front', () => {
    const proceed = waited(1, { kind: 'yes-no', text: 'Proceed? [y/N]', preset: 'no' });
    expect(said(proceed, elsewhere)).toBe(
      'assertive waits on web1: Proceed? yes or no, no is default',
    );
    const password = waited(1, { kind: 'password', text: 'Password:' });
    expect(said(password, elsewhere)).toBe(
      'assertive waits on web1 for a password, typing is hidden',
    );
  });

  it('counts only the lines since the prompt before', () => {
    const context = { ...here, memory: { ...freshMemory, heardLines: 3 } };
    const prompt = waited(1, { text: 'Name: ', linesBefore: 5 });
    expect(said(prompt, context)).toBe('assertive waits: Name, 2 lines before');
  });

  it('cuts the beginning of a long prompt, never its choices', () => {
    const text = `${'This is important. '.repeat(40)}Really proceed? [y/N]`;
    const spoken = said(waited(1, { kind: 'yes-no', text, preset: 'no', linesBefore: 7 })) ?? '';
    expect(spoken.length).toBeLessThanOrEqual('assertive '.length + 300);
    expect(spoken).toMatch(/Really proceed\? yes or no, no is default, 7 lines before$/);
  });

  it('says nothing when it goes on', () => {
    expect(said({ type: 'block.waited', id: sampleBlock().id, prompt: null })).toBeNull();
  });

  it('speaks also at verbosity silent', () => {
    const announcement = announcementFor(running, waited(1, { text: 'Name: ' }), {
      ...here,
      verbosity: 'silent',
    });
    expect(announcement?.isSilent).toBe(false);
  });
});

describe('the life of a session', () => {
  const phase = (next: SessionPhase): SessionChange => ({ type: 'phase.changed', phase: next });
  const end = (how: SessionEnd): SessionChange => phase({ kind: 'ended', end: how });
  const question = (refused: boolean, triesLeft: number): SessionPhase => ({
    kind: 'asking-sign-in',
    question: {
      questionId: 1,
      method: 'password',
      serverSays: '',
      prompts: [{ text: 'Password:', echo: false }],
      refused,
      triesLeft,
    },
  });

  it('says that it is connected', () => {
    const connecting = sampleView({ phase: { kind: 'connecting' } });
    expect(said(phase({ kind: 'open' }), here, connecting)).toBe('polite connected to web1 as amy');
  });

  it('says how many tries are left', () => {
    expect(said(phase(question(true, 2)))).toBe('assertive sign-in refused, 2 tries left');
    expect(said(phase(question(true, 1)))).toBe('assertive sign-in refused, 1 try left');
    expect(said(phase(question(true, 1)), elsewhere)).toBe(
      'polite sign-in refused on web1, 1 try left',
    );
  });

  it('leaves the first question to the dialog that takes the focus', () => {
    expect(said(phase(question(false, 3)))).toBeNull();
    expect(said(phase(question(false, 3)), elsewhere)).toBe('polite web1 asks you to sign in');
  });

  const ends: readonly (readonly [SessionEnd, string])[] = [
    [{ by: 'person' }, 'polite session on web1 ended'],
    [{ by: 'shell', exitCode: 0, signal: null }, 'polite web1 ended the session: shell closed'],
    [
      { by: 'shell', exitCode: 3, signal: null },
      'polite web1 ended the session: shell closed, exit code 3',
    ],
    [
      { by: 'shell', exitCode: null, signal: 'KILL' },
      'polite web1 ended the session: shell closed by signal KILL',
    ],
    [
      { by: 'shell', exitCode: null, signal: 'ok, 2 lines' },
      'polite web1 ended the session: shell closed',
    ],
    [
      {
        by: 'failure',
        failure: { code: 'ssh.server-closed', address: '192.0.2.1', detail: 'Too many users' },
      },
      'assertive web1 ended the session: says: Too many users',
    ],
    [
      { by: 'failure', failure: { code: 'ssh.connection-lost', address: '192.0.2.1' } },
      'assertive web1 does not answer, session ended',
    ],
    [{ by: 'failure', failure: { code: 'keeper.lost' } }, 'assertive session on web1 lost'],
  ];
  it.each(ends)('says why it ended: %j', (how, sentence) => {
    expect(said(end(how))).toBe(sentence);
  });

  it('gives cause and advice when it never opened', () => {
    const connecting = sampleView({ phase: { kind: 'connecting' } });
    const failure = {
      code: 'ssh.no-answer',
      address: 'build-box',
      port: 22,
      waitedMs: 10_000,
    } as const;
    expect(said(end({ by: 'failure', failure }), here, connecting)).toBe(
      'polite No answer from build-box, port 22, after 10 seconds. Check that the host is switched on, and that no firewall is in between.',
    );
  });

  it('says who has taken over, and from whom', () => {
    const mine = sampleView({ writer: writer('phone', 'phone') });
    const theirs = sampleView({ writer: writer('desk', 'laptop') });
    const toThem: SessionChange = { type: 'writer.changed', writer: writer('desk', 'laptop') };
    const toMe: SessionChange = { type: 'writer.changed', writer: writer('phone', 'phone') };
    expect(said(toThem, here, mine)).toBe('polite taken over by laptop');
    expect(said(toThem, elsewhere, mine)).toBe('polite web1 taken over by laptop');
    expect(said(toMe, here, theirs)).toBe('assertive taken over from laptop');
    expect(said(toMe, here, open)).toBeNull();
    expect(said(toThem, { ...here, ownPageId: 'tablet' as PageId }, mine)).toBeNull();
  });

  it('says that the gateway is out of reach, and back', () => {
    expect(gatewayLostAnnouncement()).toMatchObject({
      text: 'gateway out of reach, trying again',
      urgency: 'assertive',
    });
    expect(gatewayFoundAnnouncement()).toMatchObject({
      text: 'gateway in reach again',
      urgency: 'polite',
    });
  });
});

describe('screens, bells, running commands', () => {
  it('says nothing of a server that greets with nothing', () => {
    const view = applied(open, { type: 'block.started', block: sampleBlock({ kind: 'greeting' }) });
    expect(said(ended(1, { kind: 'done' }, []), here, view)).toBeNull();
  });

  it('names a full-screen program once, and its end', () => {
    expect(said({ type: 'screen.changed', fullScreen: 'htop' })).toBe('polite full screen: htop');
    expect(said({ type: 'screen.changed', fullScreen: '' })).toBe('polite full screen opened');
    expect(said({ type: 'screen.changed', fullScreen: null })).toBe('polite full screen closed');
    expect(said({ type: 'screen.changed', fullScreen: 'htop' }, elsewhere)).toBeNull();
  });

  it('says a bell, and where it rang', () => {
    expect(said({ type: 'bell.rung', bells: 1 })).toBe('polite bell');
    expect(said({ type: 'bell.rung', bells: 1 }, elsewhere)).toBe('polite bell on web1');
  });

  it('never says a shell prompt or output as such', () => {
    expect(said(printed(1, ['a']))).toBeNull();
    expect(said({ type: 'directory.changed', directory: '/' })).toBeNull();
    expect(said({ type: 'block.started', block: sampleBlock() })).toBeNull();
    expect(said({ type: 'blocks.forgotten', blocks: 1, lines: 3 })).toBeNull();
  });

  it('tells the last line when a running command pauses', () => {
    const view = applied(running, printed(1, ['a', 'b', 'Listening on port 3000']));
    const pause: SessionChange = { type: 'block.quieted', id: 1 as BlockId, isQuiet: true };
    const paused = 'running, 3 lines, last: Listening on port 3000';
    expect(announcementFor(view, pause, here)?.text).toBe(paused);
    expect(announcementFor(view, { ...pause, isQuiet: false }, here)).toBeNull();
    expect(announcementFor(running, pause, here)).toBeNull();
    expect(announcementFor(view, pause, elsewhere)).toBeNull();
    const toldPause = { ...here, memory: { ...freshMemory, toldPause: true } };
    expect(announcementFor(view, pause, toldPause)).toBeNull();
  });

  it('tells how far a long command is, where that is known', () => {
    expect(runningAnnouncement(sampleBlock(), here).text).toBe('running');
    expect(runningAnnouncement(sampleBlock({ percent: 40 }), here).text).toBe(
      'running, 40 percent',
    );
    expect(percentAnnouncement(60, here).text).toBe('60 percent');
  });
});

describe('coming back', () => {
  it('counts what was missed', () => {
    const before = applied(
      open,
      { type: 'block.started', block: sampleBlock() },
      printed(1, numbered(10)),
    );
    const after = applied(
      before,
      printed(1, numbered(50)),
      ended(1, { kind: 'failed', code: 2 }, numbered(310)),
      {
        type: 'block.started',
        block: sampleBlock({ id: (sampleBlock().id + 1) as CommandBlock['id'] }),
      },
      printed(2, numbered(50)),
      ended(2, { kind: 'ok' }, numbered(112), { notKept: 96 }),
    );
    expect(returnAnnouncement(before, after, 's1')?.text).toBe(
      'back, 2 commands finished, 1 failed, 412 lines, 96 lines no longer kept',
    );
  });

  it('says nothing when nothing happened', () => {
    expect(returnAnnouncement(running, running, 's1')).toBeNull();
  });
});

describe('names of blocks and sessions', () => {
  const block = (extra: Partial<CommandBlock>): CommandBlock =>
    sampleBlock({ durationMs: 5, ...extra });
  const rows: readonly (readonly [CommandBlock, heading: string, latest: string])[] = [
    [
      block({ commandLine: 'df -h', status: { kind: 'ok' }, lineCount: 8 }),
      'df -h, ok, 8 lines',
      'ok, 8 lines, df -h',
    ],
    [
      block({ commandLine: 'ls /nope', status: { kind: 'failed', code: 2 }, lineCount: 1 }),
      'ls /nope, failed 2, 1 line',
      'failed 2, 1 line, ls /nope',
    ],
    [sampleBlock(), 'make, running', 'running, no output, make'],
    [
      block({ commandLine: 'true', status: { kind: 'ok' } }),
      'true, ok, no output',
      'ok, no output, true',
    ],
    [
      block({
        commandLine: 'find / -name "*.conf" -newer x',
        status: { kind: 'ok' },
        lineCount: 187,
      }),
      'find / -name "*.conf" -n, ok, 187 lines',
      'ok, 187 lines, find / -name "*.conf" -n',
    ],
    [
      block({ commandLine: 'ls', bounds: 'guessed', status: { kind: 'ok' } }),
      'ls, done, no output',
      'done, no output, ls',
    ],
    [
      block({ kind: 'greeting', status: { kind: 'done' }, lineCount: 12 }),
      'Greeting, 12 lines',
      'greeting, 12 lines',
    ],
    [
      block({ commandLine: 'echo \u202e\u200babc', status: { kind: 'ok' } }),
      'echo abc, ok, no output',
      'ok, no output, echo abc',
    ],
  ];
  it.each(rows)('%#: $commandLine', (named, heading, latest) => {
    expect(headingOf(named)).toBe(heading);
    expect(latestLabel(named)).toBe(latest);
  });

  it('does not change a heading before the end', () => {
    const prompt: ProgramPrompt = {
      kind: 'text',
      text: 'x',
      preset: null,
      choices: [],
      echo: 'unknown',
      linesBefore: 0,
    };
    expect(headingOf(sampleBlock({ status: { kind: 'waiting', prompt } }))).toBe('make, running');
  });

  it('has a word for every state of a session', () => {
    expect(sessionStateWord({ state: 'waiting' })).toBe('waiting');
    expect(sessionStateWord({ state: 'quiet' })).toBe('ready');
  });
});
