/** The secret a browser keeps in its cookie, and the cookie around it (RFC 6265). */
import { createHash, randomBytes } from 'node:crypto';
import { DAY_MS, SECOND_MS } from '../../../shared/base/units.ts';

/** How long a device stays signed in after it was last seen: 400 days, the longest browsers allow. */
export const DEVICE_LIFETIME_MS = 400 * DAY_MS;

const TOKEN_BYTES = 32;
const ID_BYTES = 16;

/** A new token: 256 random bits in base64url. */
export function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** A new id: 128 random bits in base64url. It names, it does not open. */
export function randomId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/** What is stored in place of the token: SHA-256, 32 bytes. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The cookie's name. It carries the port, because cookies do not tell ports apart (RFC 6265 section 8.5). */
export function deviceCookieName(port: number): string {
  return `earshot-${String(port)}`;
}

/** The token in a Cookie header, null when there is none or more than one. */
export function readDeviceCookie(header: string | undefined, port: number): string | null {
  const name = deviceCookieName(port);
  const tokens = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [token] = tokens;
  return tokens.length === 1 && token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token)
    ? token
    : null;
}

/** A Set-Cookie header that keeps the token for 400 days; page scripts and other sites never see it. */
export function deviceCookie(token: string, port: number): string {
  return cookie(port, token, DEVICE_LIFETIME_MS / SECOND_MS);
}

/** A Set-Cookie header that removes the token. */
export function clearedDeviceCookie(port: number): string {
  return cookie(port, '', 0);
}

function cookie(port: number, value: string, maxAgeSeconds: number): string {
  return `${deviceCookieName(port)}=${value}; Max-Age=${String(maxAgeSeconds)}; Path=/; HttpOnly; SameSite=Strict`;
}
