/** The few answers that HTTP gives: pairing, who this browser is, signing out, and whether the gateway lives. */
import type { Request, Response } from 'express';
import { isHostName } from '../../../shared/model/host.ts';
import { decodeMessage } from '../../../shared/protocol/codec.ts';
import {
  pairRequestSchema,
  type DeviceAnswer,
} from '../../../shared/protocol/pairing-conversation.ts';
import { DEVICE_PATH, PAIR_PATH, SIGN_OUT_PATH } from '../../../shared/protocol/paths.ts';
import { clearedDeviceCookie, deviceCookie, readDeviceCookie } from '../accounts/device-token.ts';
import type { Devices } from '../accounts/devices.ts';
import type { Pairing } from '../accounts/pairing.ts';
import { refuse } from './refusals.ts';

/** GET: 204 while the web process answers; says nothing else. */
export const HEALTH_PATH = '/api/health';

/** One path and method. State changes demand the page's own Origin before `answer` is called. */
export interface ApiRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly changesState: boolean;
  answer(request: Request, response: Response): void;
}

/** All routes of the API; there are no others. */
export function createApiRoutes(dependencies: {
  readonly port: number;
  readonly devices: Devices;
  readonly pairing: Pairing;
}): readonly ApiRoute[] {
  const { port, devices, pairing } = dependencies;
  const tokenOf = (request: Request): string | null =>
    readDeviceCookie(request.headers.cookie, port);

  const pair = (request: Request, response: Response): void => {
    const wanted = readBody(request);
    if (wanted === null) {
      refuse(response, { code: 'protocol.malformed' });
      return;
    }
    const paired = pairing.redeem(wanted.code, wanted.deviceName);
    if (!paired.ok) {
      refuse(response, paired.failure);
      return;
    }
    const { token, deviceName } = paired.value;
    response.set('Set-Cookie', deviceCookie(token, port));
    response.json({ deviceName } satisfies DeviceAnswer);
  };

  const whoIsThis = (request: Request, response: Response): void => {
    const token = tokenOf(request);
    const device = devices.signIn(token);
    if (token === null || !device.ok) {
      refuse(response, device.ok ? { code: 'device.not-paired' } : device.failure);
      return;
    }
    // The 400 days begin anew with every visit.
    response.set('Set-Cookie', deviceCookie(token, port));
    response.json({ deviceName: device.value.deviceName } satisfies DeviceAnswer);
  };

  const signOut = (request: Request, response: Response): void => {
    const device = devices.signIn(tokenOf(request));
    const done = device.ok ? devices.signOut(device.value) : device;
    if (!done.ok) {
      refuse(response, done.failure);
      return;
    }
    response.set('Set-Cookie', clearedDeviceCookie(port));
    response.status(204).end();
  };

  return [
    { method: 'post', path: PAIR_PATH, changesState: true, answer: pair },
    { method: 'get', path: DEVICE_PATH, changesState: false, answer: whoIsThis },
    { method: 'post', path: SIGN_OUT_PATH, changesState: true, answer: signOut },
    {
      method: 'get',
      path: HEALTH_PATH,
      changesState: false,
      answer(_request, response) {
        response.status(204).end();
      },
    },
  ];
}

/** Code and device name, if the body is JSON of that form and the name may be shown to others. */
function readBody(request: Request): { code: string; deviceName: string } | null {
  const body: unknown = request.body;
  const parsed = typeof body === 'string' ? decodeMessage(pairRequestSchema, body) : null;
  if (parsed?.ok !== true) return null;
  const deviceName = parsed.value.deviceName.trim();
  return isHostName(deviceName) ? { code: parsed.value.code, deviceName } : null;
}
