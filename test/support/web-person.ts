/** A browser without a browser: raw HTTP with any header, and a WebSocket that collects what it hears. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import * as v from 'valibot';
import { serverMessageSchema, type ServerMessage } from '../../shared/protocol/server-message.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { poll } from './poll.ts';

/** An answer as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What to ask; the Host is `localhost:PORT` unless a header says otherwise. */
export interface HttpQuestion {
  readonly port: number;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
}

/** Asks over a connection of its own. */
export function askHttp(question: HttpQuestion): Promise<HttpAnswer> {
  const { port, path, method = 'GET', headers = {}, body } = question;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        setHost: false,
        headers: { Host: `localhost:${String(port)}`, ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    // An upgrade that is accepted ends here; tests of sockets use openPage.
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    request.end(body);
  });
}

/** The headers of a page that the gateway itself delivered. */
export function ownPageHeaders(port: number, cookie?: string): Record<string, string> {
  return {
    Origin: `http://localhost:${String(port)}`,
    'Sec-Fetch-Site': 'same-origin',
    ...(cookie === undefined ? {} : { Cookie: cookie }),
  };
}

/** The headers of a WebSocket handshake (RFC 6455 section 4.1). */
export const upgradeHeaders: Readonly<Record<string, string>> = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** Sends a pairing code as the page does. */
export function pairOver(port: number, code: string, deviceName = 'Laptop'): Promise<HttpAnswer> {
  return askHttp({
    port,
    path: '/api/pair',
    method: 'POST',
    headers: { ...ownPageHeaders(port), 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, deviceName }),
  });
}

/** The cookie that an answer sets, as the browser would send it back. */
export function cookieOf(answer: HttpAnswer): string {
  const [cookie = ''] = answer.headers['set-cookie'] ?? [];
  return cookie.slice(0, cookie.indexOf(';'));
}

/** A page on a WebSocket. */
export interface TestPage {
  readonly socket: WebSocket;
  readonly heard: ServerMessage[];
  send(message: unknown): void;
  /** The first message of a type that was not waited for yet. */
  next<Type extends ServerMessage['type']>(
    type: Type,
  ): Promise<Extract<ServerMessage, { type: Type }>>;
  /** The close code, when it comes. */
  closed(): Promise<number>;
  close(): void;
}

/** Opens a socket with a cookie; resolves when the handshake is done. */
export async function openSocket(port: number, cookie: string): Promise<TestPage> {
  const socket = new WebSocket(`ws://localhost:${String(port)}/api/socket`, {
    origin: `http://localhost:${String(port)}`,
    headers: { Cookie: cookie },
    perMessageDeflate: false,
  });
  const heard: ServerMessage[] = [];
  const unread: ServerMessage[] = [];
  let closeCode: number | null = null;
  socket.on('message', (data: Buffer) => {
    const message = v.parse(serverMessageSchema, JSON.parse(data.toString('utf8')));
    heard.push(message);
    unread.push(message);
  });
  socket.on('close', (code) => (closeCode = code));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  return {
    socket,
    heard,
    send(message) {
      socket.send(JSON.stringify(message));
    },
    async next(type) {
      const at = await poll(`a message ${type}; heard ${JSON.stringify(heard)}`, () => {
        const index = unread.findIndex((message) => message.type === type);
        return index === -1 ? null : { index };
      });
      const [message] = unread.splice(at.index, 1);
      return message as Extract<ServerMessage, { type: typeof type }>;
    },
    closed: async () => (await poll('the socket to close', () => wrap(closeCode))).value,
    close() {
      socket.terminate();
    },
  };
}

function wrap(value: number | null): { value: number } | null {
  return value === null ? null : { value };
}

let pageCount = 0;

/** Opens a socket and says hello; resolves when the gateway has accepted it. */
export async function openPage(port: number, cookie: string): Promise<TestPage> {
  const page = await openSocket(port, cookie);
  pageCount += 1;
  const pageId = `page-${String(pageCount).padStart(16, '0')}`;
  page.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, pageId });
  await page.next('hello.accepted');
  return page;
}
