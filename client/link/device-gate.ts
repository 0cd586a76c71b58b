/** The door of the gateway as this browser stands before it: paired or not, letting it in, signing it out. */
import type { Failure } from '../../shared/failures/failure.ts';
import type { GatewayHttp } from '../ports/gateway-http.ts';

/** All give null when it was done. */
export interface DeviceGate {
  /** Null when this browser is paired; device.not-paired, or gateway.out-of-reach when nobody answers. */
  check(): Promise<Failure | null>;
  /** Makes this browser a device by a setup code or the digits of another device. */
  pair(code: string): Promise<Failure | null>;
  signOut(): Promise<Failure | null>;
}

/** Creates the gate; `deviceName` is how the owner will find this browser in a list, 1 to 64 characters. */
export function createDeviceGate(http: GatewayHttp, deviceName: string): DeviceGate {
  const failureOf = async (
    call: Promise<{ ok: true } | { ok: false; failure: Failure }>,
  ): Promise<Failure | null> => {
    const result = await call;
    return result.ok ? null : result.failure;
  };
  return {
    check: () => failureOf(http.device()),
    pair: (code) => failureOf(http.pair({ code, deviceName })),
    signOut: () => failureOf(http.signOut()),
  };
}
