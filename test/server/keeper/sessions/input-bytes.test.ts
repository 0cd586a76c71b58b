/** What typed inputs are on the terminal, in both modes of the cursor keys. */
import { describe, expect, it } from 'vitest';
import { inputBytes } from '../../../../server/keeper/sessions/input-bytes.ts';
import type { SessionInput } from '../../../../shared/protocol/input-conversation.ts';

const sent = (input: SessionInput, applicationCursorKeys = false, bracketedPaste = false): string =>
  Buffer.from(inputBytes(input, { applicationCursorKeys, bracketedPaste })).toString('utf8');

describe('inputs on the terminal', () => {
  it('end lines with a carriage return, and secrets too', () => {
    expect(sent({ kind: 'line', text: 'echo ü' })).toBe('echo ü\r');
    expect(sent({ kind: 'secret', text: 's' })).toBe('s\r');
  });

  it('are control characters of termios', () => {
    expect(sent({ kind: 'control', control: 'interrupt' })).toBe('\x03');
    expect(sent({ kind: 'control', control: 'quit' })).toBe('\x1c');
    expect(sent({ kind: 'control', control: 'end-of-file' })).toBe('\x04');
  });

  it('give cursor keys the form that the program asked for, and leave all other keys alone', () => {
    const keys = { kind: 'keys', text: '\x1b[A\x1b[H\x1b[5~\x1b[1;5Cq' } as const;
    expect(sent(keys)).toBe(keys.text);
    expect(sent(keys, true)).toBe('\x1bOA\x1bOH\x1b[5~\x1b[1;5Cq');
  });

  it('is one entry of several lines where the shell takes pastes, with nothing that ends it early', () => {
    const input = { kind: 'line', text: 'for x in 1 2\ndo\x1b[201~ echo $x\ndone' } as const;
    expect(sent(input, false, true)).toBe(
      '\x1b[200~for x in 1 2\ndo[201~ echo $x\ndone\x1b[201~\r',
    );
    expect(sent({ kind: 'line', text: 'ls\npwd' })).toBe('ls\rpwd\r');
    expect(sent({ kind: 'line', text: 'ls' }, false, true)).toBe('ls\r');
  });
});
