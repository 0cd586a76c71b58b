/** What a typed input is on the terminal: bytes of UTF-8 as the line discipline of the host expects them. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';

/** Control characters of the usual terminal settings (termios VINTR, VQUIT, VEOF). */
const controlBytes = { interrupt: 0x03, quit: 0x1c, 'end-of-file': 0x04 } as const;

/** The bytes to send. A line ends with a carriage return, as the Enter key does. */
export function inputBytes(input: SessionInput): Uint8Array {
  switch (input.kind) {
    case 'line':
    case 'secret':
      return Buffer.from(`${input.text}\r`, 'utf8');
    case 'keys':
      return Buffer.from(input.text, 'utf8');
    case 'control':
      return Uint8Array.of(controlBytes[input.control]);
    default:
      return assertNever(input);
  }
}
