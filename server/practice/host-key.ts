/** The host key of the practice server: made once, kept in the data folder, made anew when it is damaged. */
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';

/** The file in the data folder, mode 0600. */
export const HOST_KEY_FILE = 'practice-host-key';

/** A key in OpenSSH's format and what a client sees of it. */
export interface PracticeHostKey {
  /** Secret. */
  readonly privateKey: string;
  readonly algorithm: 'ssh-ed25519';
  /** `SHA256:` and 43 characters of base64 without padding, as OpenSSH shows it. */
  readonly fingerprint: string;
}

const ALGORITHM = 'ssh-ed25519';
const LARGEST_KEY_CHARACTERS = 4096;
const ATTEMPTS = 5;

/** Reads the key of `dataFolder` or makes one; rejects when the folder cannot be written. */
export async function loadHostKey(dataFolder: string): Promise<PracticeHostKey> {
  const path = join(dataFolder, HOST_KEY_FILE);
  // Missing, unreadable and damaged are one case: a new key takes its place.
  const kept = readHostKey(await readFile(path, 'utf8').catch(() => ''));
  if (kept !== null) return kept;
  const made = makeHostKey();
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, made.privateKey, { mode: 0o600, flag: 'wx' });
  try {
    await rename(draft, path);
  } catch (problem) {
    await rm(draft, { force: true });
    throw problem;
  }
  return made;
}

/** The key in `text`, null when it is not an unencrypted private ed25519 key. */
function readHostKey(text: string): PracticeHostKey | null {
  if (text === '' || text.length > LARGEST_KEY_CHARACTERS) return null;
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error || key.type !== ALGORITHM || !key.isPrivateKey()) return null;
  // A damaged file can parse and still not belong together: a signature shows it.
  const sample = Buffer.from(HOST_KEY_FILE);
  const signature = key.sign(sample);
  if (signature instanceof Error) return null;
  const isOwn: unknown = key.verify(sample, signature);
  if (isOwn !== true) return null;
  const digest = createHash('sha256').update(key.getPublicSSH()).digest('base64');
  const fingerprint = `SHA256:${digest.replace(/=+$/, '')}`;
  return { privateKey: text, algorithm: ALGORITHM, fingerprint };
}

/** Makes a key and reads it back, so that only one that ssh2 can use is ever kept. */
function makeHostKey(): PracticeHostKey {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const key = readHostKey(ssh2.utils.generateKeyPairSync('ed25519').private);
    if (key !== null) return key;
  }
  throw new Error('ssh2 made no usable ed25519 key');
}
