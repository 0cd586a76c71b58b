/** Settings: flags before variables before defaults, and one sentence for what is not valid. */
import { describe, expect, test } from 'vitest';
import { readConfig, type Config } from '../../../server/config/config.ts';
import { defaultDataFolder } from '../../../server/config/data-folder-path.ts';
import { describeFailure } from '../../../shared/failures/catalogue.ts';

const homeFolder = '/home/amy';
function read(args: string[], environment: Record<string, string> = {}): Config {
  const config = readConfig(args, { platform: 'linux', homeFolder, environment });
  if (!config.ok) throw new Error(describeFailure(config.failure).sentence);
  return config.value;
}
function complaint(args: string[], environment: Record<string, string> = {}): string {
  const config = readConfig(args, { platform: 'linux', homeFolder, environment });
  if (config.ok) throw new Error('It was accepted.');
  const { sentence, advice } = describeFailure(config.failure);
  return `${sentence} ${advice}`;
}

describe('Settings', () => {
  test('have defaults', () => {
    expect(read([])).toEqual({
      kind: 'settings',
      settings: {
        port: 8022,
        host: '127.0.0.1',
        dataFolder: '/home/amy/.local/share/earshot',
        setupCode: null,
        keepers: 2,
      },
    });
  });

  test('are taken from a flag before a variable before the default; an empty variable is none', () => {
    const environment = { EARSHOT_PORT: '9000', EARSHOT_HOST: '', EARSHOT_KEEPERS: '3' };
    expect(read(['--port', '9001', '--data-dir=/srv/a=b'], environment)).toMatchObject({
      settings: { port: 9001, host: '127.0.0.1', keepers: 3, dataFolder: '/srv/a=b' },
    });
  });

  test.each([
    [['--prot', '1'], {}, /^Setting --prot is not valid/],
    [['extra'], {}, /^Setting extra is not valid/],
    [['--port'], {}, /^Setting --port is not valid.*a value is needed/],
    [['--port', '70000'], {}, /^Setting --port is not valid.*from 0 to 65535/],
    [[], { EARSHOT_PORT: '1e3' }, /^Setting EARSHOT_PORT is not valid/],
    [[], { EARSHOT_KEEPERS: '0' }, /^Setting EARSHOT_KEEPERS is not valid.*from 1 to 8/],
    [[], { EARSHOT_SETUP_CODE: 'short' }, /^Setting EARSHOT_SETUP_CODE .*12 characters/],
  ])('%j with %j is refused in one sentence and an advice', (args, environment, expected) => {
    const said = complaint(args, environment);
    expect(said).toMatch(expected);
    expect(said).not.toContain('short');
    expect(said).not.toContain('\n');
  });

  test('help names every flag with its variable and its default', () => {
    const config = read(['--help']);
    const text = config.kind === 'help' ? config.text : '';
    for (const part of [
      '--port',
      'EARSHOT_PORT',
      '8022',
      '--host',
      'EARSHOT_HOST',
      '127.0.0.1',
      '--data-dir',
      'EARSHOT_DATA_DIR',
      '/home/amy/.local/share/earshot',
      '--setup-code',
      'EARSHOT_SETUP_CODE',
      '--keepers',
      'EARSHOT_KEEPERS',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('The data folder', () => {
  test('is where the platform keeps data', () => {
    const at = (platform: NodeJS.Platform, environment: Record<string, string> = {}): string =>
      defaultDataFolder({ platform, homeFolder, environment });
    expect(at('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/earshot');
    expect(at('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/amy/.local/share/earshot');
    expect(at('darwin')).toBe('/home/amy/Library/Application Support/Earshot');
    expect(at('win32', { LOCALAPPDATA: '/local' })).toBe('/local/Earshot');
  });
});
