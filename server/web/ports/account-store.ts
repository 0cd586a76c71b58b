/** Rows behind devices, pairing codes and the audit, changed in transactions that other processes respect as well. */
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { DeviceId, OwnerId } from '../../../shared/model/ids.ts';

/** A paired browser that is not revoked. */
export interface DeviceRow {
  readonly ownerId: OwnerId;
  readonly deviceId: DeviceId;
  readonly name: string;
  /** SHA-256 of the token in the cookie; the token itself is stored nowhere. */
  readonly tokenHash: Uint8Array;
  readonly expiresAtEpochMs: number;
}

/** `setup` makes the owner and the first device; `device` adds a device to the owner. */
export type CodeKind = 'setup' | 'device';

/** A pairing code that was neither used nor replaced. It may be out of date or out of tries. */
export interface CodeRow {
  readonly kind: CodeKind;
  /** SHA-256 of the normalised code. */
  readonly codeHash: Uint8Array;
  /** Whose device is added; null for a setup code. */
  readonly ownerId: OwnerId | null;
  readonly isPreset: boolean;
  readonly createdAtEpochMs: number;
  /** Null for a preset code, which has no end. */
  readonly expiresAtEpochMs: number | null;
  readonly triesLeft: number;
}

/** What the audit tells apart. */
export type AuditAction = 'owner-made' | 'paired' | 'code-created' | 'signed-out';

/** One security action. Rows are only ever added. */
export interface AuditRow {
  readonly atEpochMs: number;
  readonly ownerId: OwnerId | null;
  readonly deviceId: DeviceId | null;
  readonly action: AuditAction;
}

/** Single steps; they throw on a broken disk and are called inside `read` or `change` only. */
export interface AccountRows {
  /** The owner of this gateway, null before the first pairing. */
  firstOwner(): OwnerId | null;
  addOwner(ownerId: OwnerId, atEpochMs: number): void;
  addDevice(row: DeviceRow, atEpochMs: number): void;
  deviceByTokenHash(tokenHash: Uint8Array): DeviceRow | null;
  extendDevice(ownerId: OwnerId, deviceId: DeviceId, expiresAtEpochMs: number): void;
  revokeDevice(ownerId: OwnerId, deviceId: DeviceId, atEpochMs: number): void;
  codes(kind: CodeKind): CodeRow[];
  addCode(row: CodeRow): void;
  /** Takes one try from a code. */
  countTry(codeHash: Uint8Array): void;
  removeCode(codeHash: Uint8Array): void;
  appendAudit(row: AuditRow): void;
}

/** Access to the rows. Fails with a gateway.* failure when the disk does. */
export interface AccountStore {
  read<Value>(work: (rows: AccountRows) => Value): Result<Value, Failure>;
  /** One transaction: nobody else changes anything between its first and its last step. A throw undoes all of it. */
  change<Value>(work: (rows: AccountRows) => Value): Result<Value, Failure>;
}
