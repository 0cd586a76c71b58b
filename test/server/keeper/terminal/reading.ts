/** A reader with the state its changes make, for tests that write bytes by hand. */
import { limits } from '../../../../server/config/limits.ts';
import { createTerminalReader } from '../../../../server/keeper/terminal/terminal-reader.ts';
import { applySessionChange } from '../../../../shared/terminal/apply-session-change.ts';
import type { SessionChange } from '../../../../shared/terminal/session-change.ts';
import { initialSessionView } from '../../../../shared/terminal/session-view.ts';
import type { SessionView } from '../../../../shared/terminal/session-view.ts';

/** Secret of the marks in these tests. */
export const secret = 'testsecret0123456789';
const osc = (text: string) => `\x1b]133;${text}\x1b\\`;

/** What an integrated shell prints. */
export const marks = {
  prompt: (directory = '/home') =>
    `${osc(`A;k=${secret};cwd=${directory}`)}$ ${osc(`B;k=${secret}`)}`,
  output: osc(`C;k=${secret}`),
  over: osc(`P;k=${secret}`),
  ended: (code: number, directory = '/home') =>
    osc(`D;${String(code)};k=${secret};cwd=${directory}`),
};

/** Starts a reader of 80 × 24; `isMarked` false: a shell without marks. */
export function startReading(
  isMarked = true,
  size = { columns: 80, rows: 24 },
  keptLimitBytes = (): number => limits.keptLinesPerSessionBytes,
) {
  const replies: string[] = [];
  const all: SessionChange[] = [];
  const reader = createTerminalReader({
    size,
    marksSecret: isMarked ? secret : null,
    keptLimitBytes,
    onReply: (bytes) => {
      replies.push(new TextDecoder().decode(bytes));
    },
  });
  let view = initialSessionView({
    kind: 'host',
    hostName: 'web1',
    address: 'web1',
    port: 22,
    userName: 'amy',
  });
  const take = (): SessionView => {
    const changes = reader.takeChanges();
    all.push(...changes);
    for (const change of changes) view = applySessionChange(view, change);
    return view;
  };
  return {
    reader,
    replies,
    /** Every change taken so far. */
    changes: all,
    take,
    /** Writes text (or bytes) at a time and gives the state after it was parsed. */
    async print(output: string | Uint8Array, atMs = 0): Promise<SessionView> {
      reader.write(typeof output === 'string' ? new TextEncoder().encode(output) : output, atMs);
      await reader.parsed();
      return take();
    },
    /** Sends a line, or another input, at a time. */
    type(text: string, atMs = 0): void {
      reader.inputSent({ kind: 'line', text }, atMs);
    },
    /** Lets time pass and gives the state after it. */
    wait(untilMs: number): SessionView {
      reader.tick(untilMs);
      return take();
    },
  };
}

/** Texts of lines. */
export const textsOf = (lines: readonly { readonly text: string }[] | undefined): string[] =>
  (lines ?? []).map((line) => line.text);
