/**
 * Reads what a program asks of the terminal around its text: a title (OSC 0 and 2), a notification (OSC 9 and
 * 777), text for the clipboard (OSC 52). Nothing of it is ever carried out; it is recorded and offered.
 */
import type { ServerOffer } from '../../../../shared/terminal/session-view.ts';

/** Something a program asked for. */
export type ServerRequest =
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'offer'; readonly offer: ServerOffer };

const TITLE_LIMIT = 200;
const TEXT_LIMIT = 4_096;
const COMMAND = /^([0-9]{1,4});([\s\S]*)$/;

/** The request in the payload of an operating system command, or null when it is none of these. */
export function readServerRequest(payload: string): ServerRequest | null {
  const found = COMMAND.exec(payload);
  const text = found?.[2] ?? '';
  switch (found?.[1]) {
    case '0':
    case '2':
      return { kind: 'title', title: plain(text, TITLE_LIMIT) };
    case '9':
      // `9;4;…` and the like are orders of one terminal to itself, a progress bar among them.
      return /^[0-9]{1,2}(?:;|$)/.test(text) ? null : offer('notification', text);
    case '777':
      return text.startsWith('notify;') ? offer('notification', notificationOf(text)) : null;
    case '52':
      return clipboardOf(text);
    default:
      return null;
  }
}

/** `notify;TITLE;BODY`, as urxvt has it. */
function notificationOf(text: string): string {
  const [, title = '', ...body] = text.split(';');
  return [title, body.join(';')].filter((part) => part !== '').join(': ');
}

/** `SELECTION;BASE64`; a question mark asks for the clipboard, which nobody ever gets. */
function clipboardOf(text: string): ServerRequest | null {
  const coded = text.slice(text.indexOf(';') + 1);
  if (!text.includes(';') || !/^[A-Za-z0-9+/]{2,}={0,2}$/.test(coded)) return null;
  return offer('clipboard', Buffer.from(coded, 'base64').toString('utf8'));
}

function offer(kind: ServerOffer['kind'], text: string): ServerRequest | null {
  const shown = kind === 'clipboard' ? withLines(text, TEXT_LIMIT) : plain(text, TEXT_LIMIT);
  return shown.trim() === '' ? null : { kind: 'offer', offer: { kind, text: shown } };
}

function plain(text: string, limit: number): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, ' ').slice(0, limit);
}

/** Text to copy keeps its lines and tabs. */
function withLines(text: string, limit: number): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '').slice(0, limit);
}
