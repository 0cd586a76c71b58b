/** What a typed input is on the terminal: bytes of UTF-8 as the line discipline of the host expects them. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';

/** Control characters of the usual terminal settings (termios VINTR, VQUIT, VEOF). */
const controlBytes = { interrupt: 0x03, quit: 0x1c, 'end-of-file': 0x04 } as const;

/** Cursor keys in the form that page and recorder give them (ECMA-48, normal mode of DECCKM). */
const CURSOR_KEYS = /\x1b\[(?=[ABCDHF])/g;

/**
 * The bytes to send. A line ends with a carriage return, as the Enter key does. Cursor keys take the form that the
 * program asked for: `applicationCursorKeys` is the terminal's mode DECCKM.
 */
export function inputBytes(input: SessionInput, applicationCursorKeys: boolean): Uint8Array {
  switch (input.kind) {
    case 'line':
    case 'secret':
      return Buffer.from(`${input.text}\r`, 'utf8');
    case 'keys':
      return Buffer.from(
        applicationCursorKeys ? input.text.replace(CURSOR_KEYS, '\x1bO') : input.text,
        'utf8',
      );
    case 'control':
      return Uint8Array.of(controlBytes[input.control]);
    default:
      return assertNever(input);
  }
}
