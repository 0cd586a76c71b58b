/** The supervisor with real processes: what dies comes back, what is asked to stop stops, one instance a folder. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { openNodePage, openSession, pairDevice } from '../support/node-page.ts';
import { poll } from '../support/poll.ts';
import { projectFolder } from '../support/project-folder.ts';
import {
  startGateway,
  type GatewayOptions,
  type RunningGateway,
} from '../support/running-gateway.ts';

const gateways: RunningGateway[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function start(options: GatewayOptions = {}): Promise<RunningGateway> {
  const gateway = await startGateway(options);
  gateways.push(gateway);
  return gateway;
}
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-supervisor-'));
  folders.push(folder);
  return folder;
}

/** Runs one of the commands until it ends. */
async function run(script: string, environment: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [join(projectFolder, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, EARSHOT_PORT: '0', ...environment },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => (printed += bytes.toString()));
  }
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(late);
  return { printed, code };
}

/** Kills one process. Number 0 would be the test's own process group. */
function kill(processId: number | undefined): void {
  if (processId === undefined || processId <= 1) throw new Error('There is no such process.');
  process.kill(processId, 'SIGKILL');
}

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};
async function only(gateway: RunningGateway, title: string): Promise<number> {
  const [processId] = await poll(title, async () => {
    const found = await gateway.processes(title);
    return found.length === 1 && found;
  });
  if (processId === undefined) throw new Error(`There is no ${title}.`);
  return processId;
}
const answers = async (gateway: RunningGateway): Promise<boolean> =>
  (await fetch(`${gateway.url}api/health`)).ok;
const titles = ['earshot: web', 'earshot: keeper', 'earshot: practice'];
const allProcesses = async (gateway: RunningGateway): Promise<number[]> =>
  (await Promise.all(titles.map((title) => gateway.processes(title)))).flat();

describe('A process that is killed', () => {
  test('is the web process: another answers on the same port', async () => {
    const gateway = await start();
    const keepers = await gateway.processes('earshot: keeper');
    const old = await only(gateway, 'earshot: web');
    kill(old);
    await poll('the page', () => answers(gateway));
    expect(await only(gateway, 'earshot: web')).not.toBe(old);
    expect(await gateway.processes('earshot: keeper')).toEqual(keepers);
    await poll('the sentence', () => gateway.printed().includes('Sessions went on.'));
  });

  test('is a keeper: another takes its place, and one sentence says so', async () => {
    const gateway = await start();
    const [first = 0, second] = await gateway.processes('earshot: keeper');
    kill(first);
    await poll('the successor', async () => {
      const now = await gateway.processes('earshot: keeper');
      return now.length === 2 && !now.includes(first);
    });
    await poll('the sentence', () => gateway.printed().includes('A keeper had stopped'));
    expect(await gateway.processes('earshot: keeper')).toContain(second);
    expect(await answers(gateway)).toBe(true);
  });

  test('is the practice server: it comes back and so does the page', async () => {
    const gateway = await start();
    const old = await only(gateway, 'earshot: practice');
    kill(old);
    await poll('the successor', async () => {
      const [now] = await gateway.processes('earshot: practice');
      return now !== undefined && now !== old;
    });
    await poll('the page', () => answers(gateway));
  });
});

describe('Ending', () => {
  test('by SIGTERM says that sessions end, and leaves no process and no socket', async () => {
    const gateway = await start({ dataFolder: await newFolder() });
    const children = await allProcesses(gateway);
    expect(children).toHaveLength(4);
    await gateway.stop();
    gateways.length = 0;
    expect(children.filter(isAlive)).toEqual([]);
    expect(gateway.printed()).toMatch(/all sessions end\.\n.*has stopped\.\n$/s);
  });

  test('by SIGTERM with 20 open sessions takes at most 10 s and leaves no process', async () => {
    const gateway = await start({ dataFolder: await newFolder() });
    const cookie = await pairDevice(gateway.port, gateway.setupCode);
    const page = openNodePage(gateway.port, cookie);
    try {
      const practice = await poll('the practice server', () => {
        const hello = page.received.find((message) => message.type === 'hello.accepted');
        return hello?.offers.practice;
      });
      const target = { hostName: 'Practice', address: '127.0.0.1', port: 22 };
      const sessions = await Promise.all(
        Array.from({ length: 20 }, () =>
          openSession(
            page,
            { kind: 'practice', ...target, userName: practice.userName },
            practice.password,
          ),
        ),
      );
      expect(new Set(sessions).size).toBe(20);
      const children = await allProcesses(gateway);
      expect(children).toHaveLength(4);
      const fromMs = performance.now();
      await gateway.stop();
      expect(performance.now() - fromMs).toBeLessThan(10_000);
      gateways.length = 0;
      expect([gateway.supervisorId, ...children].filter(isAlive)).toEqual([]);
      for (const sessionId of sessions) {
        expect(page.viewOf(sessionId)?.phase.kind).toBe('ended');
      }
    } finally {
      page.close();
    }
  });

  test('of the supervisor by force ends its children too', async () => {
    const gateway = await start({ dataFolder: await newFolder() });
    const children = await allProcesses(gateway);
    kill(gateway.supervisorId);
    gateways.length = 0;
    await poll('all to be gone', () => children.filter(isAlive).length === 0, 60_000);
  });
});

describe('The setup code', () => {
  test('that was preset is named and not repeated', async () => {
    const gateway = await start();
    expect(gateway.printed()).toContain('The setup code is the one in EARSHOT_SETUP_CODE.\n');
    expect(gateway.printed()).not.toContain(gateway.setupCode);
    expect(gateway.printed()).not.toContain('#setup=');
  });

  test('that is random is printed with its link, how long it is valid, and how to get another', async () => {
    const gateway = await start({ setupCode: '' });
    const code = /^Setup code: (\S+)$/m.exec(gateway.printed())?.[1] ?? '';
    expect(code).toMatch(/^(?:[a-z]+-){5}\d{4}-\d{4}$/);
    expect(gateway.printed()).toContain(`${gateway.url}#setup=${code}\n`);
    expect(gateway.printed()).toContain(
      'The code is valid for 15 minutes; npm run pair prints a new one.\n',
    );
    expect(await pairDevice(gateway.port, code)).not.toBe('');
  });
});

describe('A second instance', () => {
  test('on the same data folder names the first, and the first goes on', async () => {
    const gateway = await start();
    const { printed, code } = await run('server/main.ts', { EARSHOT_DATA_DIR: gateway.dataFolder });
    expect(code).toBe(1);
    expect(printed).toMatch(
      new RegExp(`^Already running: process ${gateway.supervisorId} uses [^\n]*\n$`),
    );
    expect(await answers(gateway)).toBe(true);
  });

  test('starts where a killed one left its socket behind', async () => {
    const dataFolder = await newFolder();
    const first = await start({ dataFolder });
    kill(first.supervisorId);
    gateways.length = 0;
    expect(await readdir(dataFolder)).toContain('control.sock');
    const second = await start({ dataFolder });
    expect(await answers(second)).toBe(true);
    expect((await stat(dataFolder)).mode & 0o777).toBe(0o700);
  });
});

describe('What cannot start says why in one line', () => {
  test('a taken port', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const environment = { EARSHOT_DATA_DIR: await newFolder(), EARSHOT_PORT: String(port) };
    const { printed, code } = await run('server/main.ts', environment);
    server.close();
    expect(code).toBe(1);
    expect(printed).toMatch(new RegExp(`^Port ${port} is taken[^\n]*\n$`));
  });

  test('an address of another machine', async () => {
    // 192.0.2.0/24 belongs to nobody (RFC 5737).
    const environment = { EARSHOT_DATA_DIR: await newFolder(), EARSHOT_HOST: '192.0.2.7' };
    const { printed, code } = await run('server/main.ts', environment);
    expect(code).toBe(1);
    expect(printed).toMatch(/^Address 192\.0\.2\.7 does not belong[^\n]*\n$/);
  });

  test('a data folder that cannot be written', async () => {
    const file = join(await newFolder(), 'file');
    await writeFile(file, '');
    await chmod(file, 0o644);
    const expected: Record<string, RegExp> = {
      [file]: /^No folder: [^\n]* is a file, or lies below one\.[^\n]*\n$/,
      [join(file, 'data')]: /^No folder: [^\n]* is a file, or lies below one\.[^\n]*\n$/,
      '/proc/earshot': /^Data folder [^\n]* cannot be written\.[^\n]*\n$/,
    };
    for (const [folder, sentence] of Object.entries(expected)) {
      const { printed, code } = await run('server/main.ts', { EARSHOT_DATA_DIR: folder });
      expect(code).toBe(1);
      expect(printed).toMatch(sentence);
    }
    expect((await stat(file)).mode & 0o777).toBe(0o644);
  });

  test('a data folder that others can open, which keeps its rights', async () => {
    const dataFolder = await newFolder();
    await chmod(dataFolder, 0o1777);
    const { printed, code } = await run('server/main.ts', { EARSHOT_DATA_DIR: dataFolder });
    expect(code).toBe(1);
    expect(printed).toMatch(/^Not private: others [^\n]* have rights in [^\n]*\n$/);
    expect((await stat(dataFolder)).mode & 0o7777).toBe(0o1777);
    expect(await readdir(dataFolder)).toEqual([]);
  });

  test('a folder where something else stands in place of the socket', async () => {
    const dataFolder = await newFolder();
    await mkdir(join(dataFolder, 'control.sock'));
    const { printed, code } = await run('server/main.ts', { EARSHOT_DATA_DIR: dataFolder });
    expect(code).toBe(1);
    expect(printed).toMatch(/^Data folder [^\n]* cannot be written\.[^\n]*\n$/);
  });

  test('a damaged database', async () => {
    const dataFolder = await newFolder();
    await writeFile(join(dataFolder, 'earshot.db'), 'not a database'.repeat(1_000));
    const { printed, code } = await run('server/main.ts', { EARSHOT_DATA_DIR: dataFolder });
    expect(code).toBe(1);
    expect(printed).toMatch(/^Data damaged in the folder [^\n]*\n$/);
  });

  test.each([
    ['EARSHOT_PORT', '70000', /from 0 to 65535 is needed\.\n$/],
    ['EARSHOT_SETUP_CODE', 'too short', /at least 12 characters are needed\.\n$/],
    ['EARSHOT_SETUP_CODE', '- - - - - - - - x', /at least 8 characters other than [^\n]*\.\n$/],
  ])('the setting %s=%s', async (name, value, advice) => {
    const environment = { EARSHOT_DATA_DIR: await newFolder(), [name]: value };
    const { printed, code } = await run('server/main.ts', environment);
    expect(code).toBe(1);
    expect(printed).toMatch(new RegExp(`^Setting ${name} is not valid\\. Correct it: [^\\n]*\\n$`));
    expect(printed).toMatch(advice);
    expect(printed).not.toContain(name === 'EARSHOT_PORT' ? '70000' : value);
  });

  test('a flag that is not known', async () => {
    const { printed, code } = await run('server/main.ts', {}, ['--prot', '1']);
    expect(code).toBe(1);
    expect(printed).toMatch(/^Setting --prot is not valid[^\n]*\n$/);
  });
});

describe('npm run upgrade', () => {
  test('replaces the web process on the same port, and no other', async () => {
    const gateway = await start();
    const old = await only(gateway, 'earshot: web');
    const keepers = await gateway.processes('earshot: keeper');
    const { printed, code } = await run('server/upgrade.ts', {
      EARSHOT_DATA_DIR: gateway.dataFolder,
    });
    expect(printed).toContain('Earshot is upgraded; sessions went on.');
    expect(code).toBe(0);
    expect(await only(gateway, 'earshot: web')).not.toBe(old);
    expect(await gateway.processes('earshot: keeper')).toEqual(keepers);
    expect(await answers(gateway)).toBe(true);
  });

  test('says so when nothing runs there', async () => {
    const { printed, code } = await run('server/upgrade.ts', {
      EARSHOT_DATA_DIR: await newFolder(),
    });
    expect(code).toBe(1);
    expect(printed).toContain('Not running');
  });
});
