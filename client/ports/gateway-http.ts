/** The few things that only HTTP can do: asking who this browser is, pairing it, signing it out. */
import type { Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { DeviceAnswer, PairRequest } from '../../shared/protocol/pairing-conversation.ts';

/** Each call fails with gateway.out-of-reach when no understandable answer comes. */
export interface GatewayHttp {
  /** Who this browser is; fails with device.not-paired when it has no valid cookie. */
  device(): Promise<Result<DeviceAnswer, Failure>>;
  pair(request: PairRequest): Promise<Result<DeviceAnswer, Failure>>;
  signOut(): Promise<Result<void, Failure>>;
}
