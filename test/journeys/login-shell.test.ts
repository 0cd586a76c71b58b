/** What a bash with marks has of a login shell, on a real OpenSSH server, and what its person's own hooks may do. */
import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { HostKey } from '../../shared/model/host-key.ts';
import { createSshTransport } from '../../server/keeper/ssh/ssh-transport.ts';
import { readPromptMark } from '../../server/keeper/terminal/marks/prompt-marks.ts';
import { shellStartCommand } from '../../server/keeper/terminal/marks/shell-start.ts';
import { startOpensshServer, whyNoOpenssh, type OpensshServer } from '../support/openssh-server.ts';
import { poll } from '../support/poll.ts';
import { createRealClock } from '../support/real-clock.ts';
import { connectAsPerson, listenTo, shellOf } from '../support/ssh-person.ts';

const secret = 'loginshelltest0123456789';
const problem = whyNoOpenssh();

describe.skipIf(problem !== null)(`bash with marks ${problem ?? ''}`.trim(), () => {
  it('greets as a login does, and ends at logout', async () => {
    await withServer(async (server, signal) => {
      await enter(server, signal);
      const { output, codes, send, ended } = await enter(server, signal);
      await poll('the first prompt', () => codes().length === 1);
      if (hasLoginRecord()) {
        const line = /Last login: \w{3} \w{3} [ \d]\d [\d:]{8} \d{4} from 127\.0\.0\.1\r\n/;
        expect(output()).toMatch(line);
      }
      send('logout');
      await ended;
      expect(output()).not.toContain('not login shell');
    });
  });

  it("tells codes again after its person's hooks were put before or instead of ours", async () => {
    await withServer(async (server, signal) => {
      const { codes, send } = await enter(server, signal);
      const lines = [
        'PROMPT_COMMAND="true; $PROMPT_COMMAND"',
        '(exit 3)',
        'PROMPT_COMMAND=true',
        '(exit 4)',
        'set -o nounset; IFS=; set -o noglob',
        '(exit 5) | (exit 6)',
      ];
      for (const [number, line] of lines.entries()) {
        await poll(`the prompt before ${line}`, () => codes().length > number);
        send(line);
      }
      await poll('the last prompt', () => codes().length > lines.length);
      expect(codes()).toEqual([0, 0, 3, 0, 4, 0, 6]);
    });
  });
});

async function withServer(
  work: (server: OpensshServer, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const server = await startOpensshServer();
  const life = new AbortController();
  try {
    await work(server, life.signal);
  } finally {
    life.abort();
    await server.stop();
  }
}

/** Signs in; ends with the signal. */
async function enter({ port, address, userName, password }: OpensshServer, signal: AbortSignal) {
  const pin = await hostKeyOf(address, port);
  const startCommand = (path: string): string | null => shellStartCommand(path, secret);
  const person = connectAsPerson({ port, pin, userName, answers: [password], startCommand });
  signal.addEventListener('abort', () => {
    person.life.abort();
  });
  const shell = shellOf(await person.outcome);
  const { output, ended } = listenTo(shell);
  return {
    output,
    ended,
    send: (line: string) => {
      shell.write(Buffer.from(`${line}\r`));
    },
    codes: () => codesIn(output()),
  };
}

async function hostKeyOf(address: string, port: number): Promise<HostKey> {
  const transport = createSshTransport({ clock: createRealClock() });
  const fetched = await transport.fetchHostKey({ address, port }, new AbortController().signal);
  if (!fetched.ok) throw new Error(fetched.failure.code);
  return fetched.value;
}

function codesIn(text: string): number[] {
  const found = text.matchAll(/\x1b\](133;D;[^\x07\x1b]*)(?:\x07|\x1b\\)/g);
  return [...found].flatMap(([, payload = '']) => {
    const mark = readPromptMark(payload, secret);
    return mark?.kind === 'command-ended' ? mark.code : [];
  });
}

/** Whether this machine keeps the record that tells of earlier logins. */
function hasLoginRecord(): boolean {
  const record = statSync('/var/log/wtmp', { throwIfNoEntry: false });
  const size = record?.size ?? 0;
  return size > 0 && size < 4_000_000 && existsSync('/usr/bin/last');
}
