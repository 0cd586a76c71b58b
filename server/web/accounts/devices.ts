/** Which device stands behind a token, and signing it out. How a device gets its token is `pairing`. */
import type { Clock } from '../../../shared/base/clock.ts';
import type { Emitter } from '../../../shared/base/emitter.ts';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import { DAY_MS } from '../../../shared/base/units.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { DeviceId, OwnerId } from '../../../shared/model/ids.ts';
import type { AccountStore, DeviceRow } from '../ports/account-store.ts';
import { recordAudit } from './audit.ts';
import type { DeviceEvent } from './device-events.ts';
import { DEVICE_LIFETIME_MS, hashToken } from './device-token.ts';

/** A lifetime is written anew at most once a day, so that a reload costs no write. */
const RENEW_AFTER_MS = DAY_MS;

/** A browser whose token was checked. */
export interface SignedInDevice {
  readonly ownerId: OwnerId;
  readonly deviceId: DeviceId;
  readonly deviceName: string;
}

/** Devices of this gateway. */
export interface Devices {
  /** The device of a token; device.not-paired for none, an unknown, revoked or expired one alike. */
  signIn(token: string | null): Result<SignedInDevice, Failure>;
  /** Revokes the device for good; its sockets are closed by whoever listens to the events. */
  signOut(device: SignedInDevice): Result<null, Failure>;
}

/** Devices in `store`; revocations are told to `events`. */
export function createDevices(dependencies: {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly events: Emitter<DeviceEvent>;
}): Devices {
  const { store, clock, events } = dependencies;

  /** Extends the lifetime when a day of it is gone. A full disk does not sign anyone out. */
  const renew = (row: DeviceRow, nowMs: number): void => {
    const expiresAtEpochMs = nowMs + DEVICE_LIFETIME_MS;
    if (expiresAtEpochMs - row.expiresAtEpochMs < RENEW_AFTER_MS) return;
    store.change((rows) => {
      rows.extendDevice(row.ownerId, row.deviceId, expiresAtEpochMs);
    });
  };

  return {
    signIn(token) {
      if (token === null) return failed({ code: 'device.not-paired' });
      const found = store.read((rows) => rows.deviceByTokenHash(hashToken(token)));
      if (!found.ok) return found;
      const row = found.value;
      const nowMs = clock.epochMs();
      if (row === null || row.expiresAtEpochMs <= nowMs)
        return failed({ code: 'device.not-paired' });
      renew(row, nowMs);
      return success({ ownerId: row.ownerId, deviceId: row.deviceId, deviceName: row.name });
    },
    signOut({ ownerId, deviceId }) {
      const revoked = store.change((rows) => {
        const atEpochMs = clock.epochMs();
        recordAudit(rows, { atEpochMs, ownerId, deviceId, action: 'signed-out' });
        rows.revokeDevice(ownerId, deviceId, atEpochMs);
        return null;
      });
      if (revoked.ok) events.emit({ kind: 'revoked', ownerId, deviceId });
      return revoked;
    },
  };
}
