/** A saved host and the rules for what may stand in its fields. */
import * as v from 'valibot';
import { failed, success, type Result } from '../base/result.ts';
import type { Failure } from '../failures/failure.ts';

/** Port of SSH (RFC 4253 section 4.1). */
export const SSH_PORT = 22;
/** Characters in a host's name. */
export const HOST_NAME_LIMIT = 64;
/** Characters in a user name. */
export const USER_NAME_LIMIT = 64;
/** Characters in an address. */
export const ADDRESS_LIMIT = 255;

export const hostSchema = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(HOST_NAME_LIMIT)),
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(ADDRESS_LIMIT)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  userName: v.pipe(v.string(), v.minLength(1), v.maxLength(USER_NAME_LIMIT)),
});
/** A saved server. */
export type Host = v.InferOutput<typeof hostSchema>;

/** What stands in the form, before anyone has looked at it. */
export interface HostDraft {
  readonly name: string;
  readonly address: string;
  readonly port: string;
  readonly userName: string;
}

/** Control, format (bidi, zero-width), private and unassigned characters: never in a name (CVE-2025-61984). */
const unprintable = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
/** Letters, digits, dots, hyphens and underscores: a host name (RFC 1123) or IPv4 address. */
const nameOrIpv4 = /^(?!-)[\p{L}\p{N}._-]+(?<!-)$/u;
/** IPv6 text form (RFC 4291), with or without a zone (RFC 4007); the resolver has the last word. */
const ipv6 = /^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]{1,32})?$/;

/** Whether an address has the form of a host name, an IPv4 or an IPv6 address. It is not looked up. */
export function isAddress(address: string): boolean {
  if (address.length === 0 || address.length > ADDRESS_LIMIT || unprintable.test(address))
    return false;
  return nameOrIpv4.test(address) || ipv6.test(address);
}

/** Whether a user name may be sent: no blanks, no control characters, not an option of a program. */
export function isUserName(userName: string): boolean {
  return (
    userName.length > 0 &&
    userName.length <= USER_NAME_LIMIT &&
    !unprintable.test(userName) &&
    !/\s/u.test(userName) &&
    !userName.startsWith('-')
  );
}

/** Whether a host may be called so. */
export function isHostName(name: string): boolean {
  return name.trim().length > 0 && name.length <= HOST_NAME_LIMIT && !unprintable.test(name);
}

/** The port in `text` (1 to 65535, empty means 22), or null. */
export function parsePort(text: string): number | null {
  const digits = text.trim();
  if (digits === '') return SSH_PORT;
  if (!/^[0-9]{1,5}$/.test(digits)) return null;
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : null;
}

/** A host from a form; fields are trimmed and an IPv6 address may stand in brackets. Fails with every field that is wrong. */
export function parseHostDraft(draft: HostDraft): Result<Host, Failure[]> {
  const address = draft.address.trim().replace(/^\[(.*)\]$/, '$1');
  const userName = draft.userName.trim();
  const typedName = draft.name.trim();
  const port = parsePort(draft.port);
  const failures: Failure[] = [];
  // Without a name the address serves as one; what is wrong with it is told at the address.
  if (typedName !== '' && !isHostName(typedName)) failures.push({ code: 'host.name-invalid' });
  if (!isAddress(address)) failures.push({ code: 'host.address-invalid' });
  if (port === null) failures.push({ code: 'host.port-invalid' });
  if (!isUserName(userName)) failures.push({ code: 'host.user-name-invalid' });
  if (port === null || failures.length > 0) return failed(failures);
  const name = typedName === '' ? address.slice(0, HOST_NAME_LIMIT) : typedName;
  return success({ name, address, port, userName });
}
