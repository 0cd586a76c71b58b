/** What a typed input is on the terminal: bytes of UTF-8 as the line discipline of the host expects them. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { SessionInput } from '../../../shared/protocol/input-conversation.ts';

/** Control characters of the usual terminal settings (termios VINTR, VQUIT, VEOF). */
const controlBytes = { interrupt: 0x03, quit: 0x1c, 'end-of-file': 0x04 } as const;

/** Cursor keys in the form that page and recorder give them (ECMA-48, normal mode of DECCKM). */
const CURSOR_KEYS = /\x1b\[(?=[ABCDHF])/g;

/** What the terminal was asked for: DECCKM and bracketed paste (xterm, mode 2004). */
export interface InputModes {
  readonly applicationCursorKeys: boolean;
  readonly bracketedPaste: boolean;
}

/**
 * The bytes to send. A line ends with a carriage return, as the Enter key does. Cursor keys take the form that the
 * program asked for.
 */
export function inputBytes(input: SessionInput, modes: InputModes): Uint8Array {
  switch (input.kind) {
    case 'line':
      return Buffer.from(`${pasted(input.text, modes)}\r`, 'utf8');
    case 'secret':
      return Buffer.from(`${input.text}\r`, 'utf8');
    case 'keys':
      return Buffer.from(
        modes.applicationCursorKeys ? input.text.replace(CURSOR_KEYS, '\x1bO') : input.text,
        'utf8',
      );
    case 'control':
      return Uint8Array.of(controlBytes[input.control]);
    default:
      return assertNever(input);
  }
}

/**
 * Several lines as one entry where the shell takes pastes; elsewhere each line end is Enter. Within the marks there is
 * no escape, with which a text could end them.
 */
function pasted(text: string, { bracketedPaste }: InputModes): string {
  if (!text.includes('\n')) return text;
  if (!bracketedPaste) return text.replaceAll('\n', '\r');
  return `\x1b[200~${text.replaceAll('\x1b', '')}\x1b[201~`;
}
