/** The word for where a command stands. */
import { assertNever } from '../base/assert-never.ts';
import type { BlockStatus } from '../terminal/command-block.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';

/** `ok`, `failed 2`, `done` …; a block with guessed bounds is never "ok". */
export function statusWord(
  status: BlockStatus,
  bounds: 'marked' | 'guessed',
  words: Words = en,
): string {
  const { status: names } = words.spoken;
  switch (status.kind) {
    case 'ok':
      return bounds === 'guessed' ? names.done : names.ok;
    case 'failed':
      return names.failed(status.code);
    case 'quiet':
      return names.running;
    case 'running':
    case 'waiting':
    case 'done':
    case 'stopped':
    case 'suspended':
    case 'lost':
      return names[status.kind];
    default:
      return assertNever(status);
  }
}
