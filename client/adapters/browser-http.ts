/** The gateway's few HTTP addresses, by fetch. Everything that comes back is parsed. */
import { failed, success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { decodeMessage } from '../../shared/protocol/codec.ts';
import {
  deviceAnswerSchema,
  httpRefusalSchema,
  type DeviceAnswer,
} from '../../shared/protocol/pairing-conversation.ts';
import { DEVICE_PATH, PAIR_PATH, SIGN_OUT_PATH } from '../../shared/protocol/paths.ts';
import type { GatewayHttp } from '../ports/gateway-http.ts';

const outOfReach: Failure = { code: 'gateway.out-of-reach' };

/** Creates the caller. */
export function createBrowserHttp(): GatewayHttp {
  return {
    device: () => call(DEVICE_PATH, { method: 'GET' }, readDevice),
    pair: (request) =>
      call(
        PAIR_PATH,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(request),
        },
        readDevice,
      ),
    signOut: () => call(SIGN_OUT_PATH, { method: 'POST' }, () => success(undefined)),
  };
}

function readDevice(body: string): Result<DeviceAnswer, Failure> {
  return decodeMessage(deviceAnswerSchema, body);
}

async function call<Value>(
  path: string,
  init: RequestInit,
  read: (body: string) => Result<Value, Failure>,
): Promise<Result<Value, Failure>> {
  try {
    const response = await fetch(path, { ...init, credentials: 'same-origin', cache: 'no-store' });
    const body = await response.text();
    if (response.ok) return read(body);
    const refusal = decodeMessage(httpRefusalSchema, body);
    if (refusal.ok) return failed(refusal.value.failure);
    return failed(response.status === 401 ? { code: 'device.not-paired' } : outOfReach);
  } catch {
    return failed(outOfReach);
  }
}
