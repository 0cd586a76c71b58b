/**
 * The one gate before any socket: path, Host, Origin, cookie, device. It decides before anything is created for
 * the request, and no cookie is read before Host and Origin are right.
 */
import type { IncomingMessage } from 'node:http';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import { SOCKET_PATH } from '../../../shared/protocol/paths.ts';
import { readDeviceCookie } from '../accounts/device-token.ts';
import type { Devices, SignedInDevice } from '../accounts/devices.ts';
import { isOwnOrigin, ownHost } from '../accounts/own-origins.ts';

/** HTTP status of a refusal (RFC 9110): 421 foreign Host, 403 Origin, 401 not signed in, 503 broken storage. */
export type RefusalStatus = 401 | 403 | 404 | 421 | 503;

/** A request that may become a socket. */
export interface AdmittedRequest {
  readonly device: SignedInDevice;
  /** For renewing the cookie with the answer; secret. */
  readonly token: string;
}

/** Judges one upgrade request. */
export type UpgradeGate = (request: IncomingMessage) => Result<AdmittedRequest, RefusalStatus>;

/** The gate of a gateway that listens on `port`. */
export function createUpgradeGate(port: number, devices: Devices): UpgradeGate {
  return (request) => {
    const host = ownHost(request, port);
    if (host === null) return failed(421);
    if (!isOwnOrigin(request, host)) return failed(403);
    if (request.method !== 'GET' || request.url !== SOCKET_PATH) return failed(404);
    const token = readDeviceCookie(request.headers.cookie, port);
    const device = devices.signIn(token);
    if (token !== null && device.ok) return success({ device: device.value, token });
    const isUnknown = device.ok || device.failure.code === 'device.not-paired';
    return failed(isUnknown ? 401 : 503);
  };
}
