/**
 * A real Orca on a display of its own: what it says is written to a file, line by line, and real key events are
 * typed with xdotool, because keys sent through a debugging port never reach the screen reader.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumFlags } from './chromium.ts';
import { poll } from './poll.ts';

/** One utterance, as Orca handed it to speech. */
export interface Utterance {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'speech' | 'character' | 'key' | 'stop';
  readonly text: string;
}

/** A desktop with a browser and a screen reader. */
export interface OrcaDesktop {
  readonly page: Page;
  /** Presses keys by their X names, such as `Return`, `ctrl+c`, `Tab`. */
  press(...keys: string[]): void;
  /** Types text as real key events, one after the other. */
  type(text: string): void;
  /** Everything said so far. */
  said(): Promise<Utterance[]>;
  /** Waits until nothing new was said for `quietMs`, then gives what was said since `since`. */
  quiet(since: number, quietMs?: number): Promise<Utterance[]>;
  close(): Promise<void>;
}

const customizations = (log: string): string => `
import json, time
import orca.speech as speech
LOG = open(${JSON.stringify(log)}, 'a', buffering=1)
def write(kind, text):
    LOG.write(json.dumps({'at': int(time.time() * 1000), 'kind': kind, 'text': str(text)}) + '\\n')
def _speak(text, acss=None, interrupt=True, *rest, **named):
    write('speech', text)
def speakCharacter(character, acss=None, *rest, **named):
    write('character', character)
def speakKeyEvent(event, acss=None, *rest, **named):
    try:
        write('key', event.getKeyName())
    except Exception:
        write('key', event)
def stop(*rest, **named):
    write('stop', '')
speech._speak = _speak
speech.speakCharacter = speakCharacter
speech.speakKeyEvent = speakKeyEvent
speech.stop = stop
`;

/** Whether the packages for a screen-reader test are on this machine. */
export function hasOrca(): boolean {
  return ['/usr/bin/orca', '/usr/bin/Xvfb', '/usr/bin/xdotool', '/usr/bin/chromium'].every((path) =>
    existsSync(path),
  );
}

/** Starts display, bus, window manager, Orca and Chromium on `url`. Takes about 8 seconds. */
export async function startOrcaDesktop(url: string): Promise<OrcaDesktop> {
  const home = await mkdtemp(join(tmpdir(), 'earshot-orca-'));
  const runtime = join(home, 'runtime');
  await mkdir(runtime, { mode: 0o700 });
  const log = join(home, 'speech.jsonl');
  await writeFile(log, '');
  const customizationFolder = join(home, '.local/share/orca');
  await mkdir(customizationFolder, { recursive: true });
  await writeFile(join(customizationFolder, 'orca-customizations.py'), customizations(log));

  const children: ChildProcess[] = [];
  const display = freeDisplay();
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, '.local/share'),
    DISPLAY: display,
    GTK_MODULES: 'gail:atk-bridge',
    NO_AT_BRIDGE: '0',
  };
  const start = (command: string, args: string[]): ChildProcess => {
    const child = spawn(command, args, { env: environment, stdio: 'ignore' });
    children.push(child);
    return child;
  };
  start('Xvfb', [display, '-screen', '0', '1280x900x24']);
  await poll('the display', () => existsSync(`/tmp/.X11-unix/X${display.slice(1)}`));
  const bus = spawnSync(
    'dbus-daemon',
    ['--session', '--fork', '--print-address=1', '--print-pid=1'],
    {
      env: environment,
      encoding: 'utf8',
    },
  );
  const [address = '', busId = ''] = bus.stdout.trim().split('\n');
  environment['DBUS_SESSION_BUS_ADDRESS'] = address;
  start('openbox', []);
  start('/usr/libexec/at-spi-bus-launcher', [
    '--launch-immediately',
    '--a11y=1',
    '--screen-reader=1',
  ]);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  // Orca leaves at once where another one runs for the same user, as in two test runs side by side: wait for it.
  const isOver = { value: false };
  const startOrca = (): void => {
    start('orca', []).once('exit', () => setTimeout(() => (isOver.value ? 0 : startOrca()), 1_000));
  };
  startOrca();
  const said = async (): Promise<Utterance[]> =>
    (await readFile(log, 'utf8'))
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as Utterance);
  const end = async (): Promise<void> => {
    isOver.value = true;
    for (const child of children.reverse()) child.kill('SIGKILL');
    if (/^\d+$/.test(busId)) process.kill(Number(busId), 'SIGKILL');
    killWithHome(home);
    await rm(home, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  };
  await poll(
    'Orca to speak',
    async () => (await said()).some(({ text }) => text.includes('Screen reader on')),
    150_000,
  ).catch(async (error: unknown) => {
    await end();
    throw error;
  });

  const debuggingPort = await freePort();
  start('chromium', [
    ...chromiumFlags,
    '--force-renderer-accessibility',
    `--remote-debugging-port=${String(debuggingPort)}`,
    `--user-data-dir=${join(home, 'chromium')}`,
    '--window-size=1200,850',
    url,
  ]);
  const browser: Browser = await poll(
    'Chromium',
    () => chromium.connectOverCDP(`http://127.0.0.1:${String(debuggingPort)}`).catch(() => null),
    60_000,
  );
  const page = await poll('the page', () => browser.contexts()[0]?.pages()[0]);
  const xdotool = (...args: string[]): void => {
    const done = spawnSync('xdotool', args, { env: environment, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`xdotool ${args.join(' ')}: ${done.stderr}`);
  };
  // Without the keyboard of the display the reader follows another window, and typed keys go nowhere.
  await poll('the window', () => {
    const found = spawnSync('xdotool', ['search', '--onlyvisible', '--name', 'Chromium'], {
      env: environment,
      encoding: 'utf8',
    });
    const window = found.stdout.trim().split('\n').at(-1) ?? '';
    if (window === '') return false;
    xdotool('windowactivate', '--sync', window);
    return true;
  });
  await loadUnderOrca(page, said).catch(async (error: unknown) => {
    await browser.close().catch(() => undefined);
    await end();
    throw error;
  });
  return {
    page,
    press: (...keys) => {
      for (const key of keys) xdotool('key', '--clearmodifiers', key);
    },
    type: (text) => {
      xdotool('type', '--delay', '40', '--', text);
    },
    said,
    async quiet(since, quietMs = 1_500) {
      let count = -1;
      let changed = Date.now();
      return poll(
        'silence',
        async () => {
          const now = (await said()).filter(({ at }) => at >= since);
          if (now.length !== count) {
            count = now.length;
            changed = Date.now();
          }
          return Date.now() - changed >= quietMs ? now : null;
        },
        60_000,
      );
    },
    async close() {
      await browser.close().catch(() => undefined);
      await end();
    },
  };
}

/**
 * Waits until Orca has said that the page is loaded. It joins the accessibility bus while Chromium starts and may
 * miss the first time; then the page is loaded again.
 */
async function loadUnderOrca(page: Page, said: () => Promise<Utterance[]>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await poll(
        'Orca to say that the page is loaded',
        async () => (await said()).some(({ text }) => text.includes('Finished loading')),
        8_000,
      );
      return;
    } catch (error) {
      if (attempt === 6) throw error;
      await page.reload();
    }
  }
}

/** A display number that no server uses. */
function freeDisplay(): string {
  for (let number = 90 + (process.pid % 400); ; number += 1) {
    if (!existsSync(`/tmp/.X11-unix/X${String(number)}`)) return `:${String(number)}`;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/** Ends what the desktop left behind (speech-dispatcher, bus services), found by its home folder. */
function killWithHome(home: string): void {
  const found = spawnSync('grep', ['-lsa', `HOME=${home}`, ...environFiles()], {
    encoding: 'utf8',
  });
  for (const path of found.stdout.split('\n')) {
    const id = Number(/\/proc\/(\d+)\//.exec(path)?.[1]);
    if (!Number.isInteger(id) || id === process.pid) continue;
    try {
      process.kill(id, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}

function environFiles(): string[] {
  const listed = spawnSync('ls', ['/proc'], { encoding: 'utf8' }).stdout.split('\n');
  return listed.filter((name) => /^\d+$/.test(name)).map((name) => `/proc/${name}/environ`);
}
