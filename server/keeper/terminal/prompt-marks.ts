/**
 * Reads and makes the marks that an integrated shell prints around prompts and commands (OSC 133, FinalTerm).
 * Each carries the secret of its session, so that printed text cannot forge one. Acting on them is elsewhere's.
 *
 * Forms, after `OSC 133 ;`:
 *   A;k=SECRET;cwd=PATH      a prompt begins; PATH is the working directory, the rest of the payload
 *   B;k=SECRET               the prompt ends, the command line begins
 *   C;k=SECRET               the command line is over, its output begins
 *   P;k=SECRET               output is over, its exit code follows (what comes between is the shell's own)
 *   D;CODE;k=SECRET;cwd=PATH the command ended
 *   N;k=SECRET               this shell cannot mark: bounds must be guessed
 */

/** A mark whose secret was right. */
export type PromptMark =
  | { readonly kind: 'prompt-begins'; readonly directory: string }
  | { readonly kind: 'prompt-ends' }
  | { readonly kind: 'output-begins' }
  | { readonly kind: 'output-over' }
  | { readonly kind: 'command-ended'; readonly code: number; readonly directory: string }
  | { readonly kind: 'cannot-mark' };

const MARK = /^133;([ABCPDN])(?:;([0-9]{1,3}))?;k=([0-9A-Za-z]+)(?:;cwd=([\s\S]*))?$/;
/** Characters of a directory that are kept. */
const DIRECTORY_LIMIT = 4_096;

/** The mark in the payload of an operating system command, or null when it is none or lacks the secret. */
export function readPromptMark(payload: string, secret: string | null): PromptMark | null {
  if (secret === null) return null;
  const parts = MARK.exec(payload);
  if (parts?.[3] !== secret) return null;

  const directory = (parts[4] ?? '').replace(/[\0-\x1f\x7f-\x9f]/g, '?').slice(0, DIRECTORY_LIMIT);
  switch (parts[1]) {
    case 'A':
      return { kind: 'prompt-begins', directory };
    case 'B':
      return { kind: 'prompt-ends' };
    case 'C':
      return { kind: 'output-begins' };
    case 'P':
      return { kind: 'output-over' };
    case 'D':
      return parts[2] === undefined
        ? null
        : { kind: 'command-ended', code: Number(parts[2]), directory };
    default:
      return { kind: 'cannot-mark' };
  }
}

/** Whether a text may serve as the secret of a session: letters and digits, at least 16. */
export function isMarksSecret(text: string): boolean {
  return /^[0-9A-Za-z]{16,64}$/.test(text);
}
