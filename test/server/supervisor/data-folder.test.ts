/** That the data folder is made private where it is missing, and that a folder of somebody else stays as it is. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defaultDataFolder } from '../../../server/config/data-folder-path.ts';
import { ensureDataFolder } from '../../../server/supervisor/data-folder.ts';

/** A folder of mode 0700 that goes with the test. */
function freshFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'earshot-folder-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o7777;
}

describe('the data folder', () => {
  it('is made for one person alone on a fresh machine, with what is missing above it', () => {
    const home = freshFolder();
    const folder = defaultDataFolder({
      platform: 'linux',
      homeFolder: home,
      environment: {},
    });
    expect(ensureDataFolder(folder)).toEqual({ ok: true, value: folder });
    expect(modeOf(folder)).toBe(0o700);
    expect(readdirSync(folder)).toEqual([]);
    // The next start finds what this one made.
    expect(ensureDataFolder(folder)).toEqual({ ok: true, value: folder });
  });

  it('is private whatever the process masks', () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const folder = join(freshFolder(), 'above', 'data');
    expect(ensureDataFolder(folder).ok).toBe(true);
    expect(modeOf(folder)).toBe(0o700);
  });

  it.each([0o701, 0o710, 0o740, 0o755, 0o770, 0o777, 0o1777, 0o2750])(
    'of mode %o is refused, keeps its mode, and nothing is written into it',
    (mode) => {
      const folder = join(freshFolder(), 'shared');
      mkdirSync(folder);
      chmodSync(folder, mode);
      const failure = { code: 'gateway.data-not-private', folder };
      expect(ensureDataFolder(folder)).toEqual({ ok: false, failure });
      // Not even where it holds what looks like ours.
      writeFileSync(join(folder, 'earshot.db'), '');
      expect(ensureDataFolder(folder)).toEqual({ ok: false, failure });
      expect(modeOf(folder)).toBe(mode);
      expect(readdirSync(folder)).toEqual(['earshot.db']);
    },
  );

  it('below a folder that all may write is taken, and that one stays open', () => {
    const shared = join(freshFolder(), 'tmp');
    mkdirSync(shared);
    chmodSync(shared, 0o1777);
    expect(ensureDataFolder(join(shared, 'data')).ok).toBe(true);
    expect(modeOf(shared)).toBe(0o1777);
  });

  it('behind a link is judged by what the link leads to', () => {
    const above = freshFolder();
    const link = join(above, 'link');
    const real = join(above, 'real');
    mkdirSync(real);
    chmodSync(real, 0o755);
    symlinkSync(real, link);
    expect(ensureDataFolder(link)).toMatchObject({ failure: { code: 'gateway.data-not-private' } });
    chmodSync(real, 0o700);
    expect(ensureDataFolder(link)).toEqual({ ok: true, value: real });
  });

  it('is no file, and a file keeps its mode', () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, 'somebody’s');
    chmodSync(file, 0o644);
    expect(ensureDataFolder(file)).toMatchObject({ failure: { code: 'gateway.data-no-folder' } });
    expect(modeOf(file)).toBe(0o644);
  });
});
