/** The practice server's key: one that ssh2 made but cannot read back is never kept. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { expect, onTestFinished, test, vi } from 'vitest';
import { HOST_KEY_FILE, loadHostKey } from '../../../server/practice/host-key.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'earshot-host-key-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Lets ssh2 make something unreadable so many times before it makes real keys again. */
function spoilKeys(times: number) {
  const make = vi.spyOn(ssh2.utils, 'generateKeyPairSync');
  onTestFinished(() => {
    make.mockRestore();
  });
  for (let time = 0; time < times; time += 1) {
    make.mockImplementationOnce(() => ({ private: 'no key', public: 'no key' }));
  }
  return make;
}

test('a key that cannot be read back is made again', async () => {
  const folder = newFolder();
  const make = spoilKeys(3);
  const made = await loadHostKey(folder);
  expect(make).toHaveBeenCalledTimes(4);
  expect(readFileSync(join(folder, HOST_KEY_FILE), 'utf8')).toBe(made.privateKey);
  expect(ssh2.utils.parseKey(made.privateKey)).not.toBeInstanceOf(Error);
  expect(await loadHostKey(folder)).toEqual(made);
});

test('keys that can never be read end in an error after a few tries', async () => {
  const make = spoilKeys(100);
  await expect(loadHostKey(newFolder())).rejects.toThrow('no usable');
  expect(make.mock.calls.length).toBeLessThan(10);
});
