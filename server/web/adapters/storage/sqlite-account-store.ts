/** Owners, devices, pairing codes and the audit in SQLite. What they mean is decided in `accounts`. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { DeviceId, OwnerId } from '../../../../shared/model/ids.ts';
import type {
  AccountRows,
  AccountStore,
  CodeKind,
  CodeRow,
  DeviceRow,
} from '../../ports/account-store.ts';
import type { Database } from './database.ts';

/** An account store on the given database. */
export function createSqliteAccountStore(database: Database): AccountStore {
  return {
    read: (work) => database.read((rows) => work(accountRows(rows))),
    change: (work) => database.write((rows) => work(accountRows(rows))),
  };
}

function accountRows(rows: DatabaseSync): AccountRows {
  return { ...ownerAndDeviceRows(rows), ...codeRows(rows), ...auditRows(rows) };
}

type OwnerAndDeviceRows = Pick<
  AccountRows,
  'firstOwner' | 'addOwner' | 'addDevice' | 'deviceByTokenHash' | 'extendDevice' | 'revokeDevice'
>;

function ownerAndDeviceRows(rows: DatabaseSync): OwnerAndDeviceRows {
  return {
    firstOwner() {
      const row = rows.prepare('SELECT id FROM owners ORDER BY rowid LIMIT 1').get();
      return row === undefined ? null : (row['id'] as OwnerId);
    },
    addOwner(ownerId, atEpochMs) {
      rows
        .prepare('INSERT INTO owners (id, created_at_epoch_ms) VALUES (?, ?)')
        .run(ownerId, atEpochMs);
    },
    addDevice(device, atEpochMs) {
      rows
        .prepare(
          `INSERT INTO devices (owner, id, name, token_hash, created_at_epoch_ms, expires_at_epoch_ms)
           VALUES (?, ?, ?, ?, ?, ?)`,
        )
        .run(
          device.ownerId,
          device.deviceId,
          device.name,
          device.tokenHash,
          atEpochMs,
          device.expiresAtEpochMs,
        );
    },
    deviceByTokenHash(tokenHash) {
      const row = rows
        .prepare(
          `SELECT owner, id, name, token_hash, expires_at_epoch_ms FROM devices
           WHERE token_hash = ? AND revoked_at_epoch_ms IS NULL`,
        )
        .get(tokenHash);
      return row === undefined ? null : deviceOf(row);
    },
    extendDevice(ownerId, deviceId, expiresAtEpochMs) {
      rows
        .prepare('UPDATE devices SET expires_at_epoch_ms = ? WHERE owner = ? AND id = ?')
        .run(expiresAtEpochMs, ownerId, deviceId);
    },
    revokeDevice(ownerId, deviceId, atEpochMs) {
      rows
        .prepare('UPDATE devices SET revoked_at_epoch_ms = ? WHERE owner = ? AND id = ?')
        .run(atEpochMs, ownerId, deviceId);
    },
  };
}

function deviceOf(row: Record<string, SQLOutputValue>): DeviceRow {
  return {
    ownerId: row['owner'] as OwnerId,
    deviceId: row['id'] as DeviceId,
    name: String(row['name']),
    tokenHash: row['token_hash'] as Uint8Array,
    expiresAtEpochMs: Number(row['expires_at_epoch_ms']),
  };
}

type CodeRows = Pick<AccountRows, 'codes' | 'addCode' | 'countTry' | 'removeCode'>;

function codeRows(rows: DatabaseSync): CodeRows {
  return {
    codes: (kind) =>
      rows.prepare('SELECT * FROM pairing_codes WHERE kind = ?').all(kind).map(codeOf),
    addCode(code) {
      rows
        .prepare(
          `INSERT INTO pairing_codes
             (code_hash, kind, owner, is_preset, created_at_epoch_ms, expires_at_epoch_ms, tries_left)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          code.codeHash,
          code.kind,
          code.ownerId,
          code.isPreset ? 1 : 0,
          code.createdAtEpochMs,
          code.expiresAtEpochMs,
          code.triesLeft,
        );
    },
    countTry(codeHash) {
      rows
        .prepare('UPDATE pairing_codes SET tries_left = max(0, tries_left - 1) WHERE code_hash = ?')
        .run(codeHash);
    },
    removeCode(codeHash) {
      rows.prepare('DELETE FROM pairing_codes WHERE code_hash = ?').run(codeHash);
    },
  };
}

function codeOf(row: Record<string, SQLOutputValue>): CodeRow {
  const expires = row['expires_at_epoch_ms'];
  return {
    kind: row['kind'] as CodeKind,
    codeHash: row['code_hash'] as Uint8Array,
    ownerId: row['owner'] as OwnerId | null,
    isPreset: row['is_preset'] === 1,
    createdAtEpochMs: Number(row['created_at_epoch_ms']),
    expiresAtEpochMs: expires === null ? null : Number(expires),
    triesLeft: Number(row['tries_left']),
  };
}

function auditRows(rows: DatabaseSync): Pick<AccountRows, 'appendAudit'> {
  return {
    appendAudit(entry) {
      rows
        .prepare('INSERT INTO audit (at_epoch_ms, owner, device, action) VALUES (?, ?, ?, ?)')
        .run(entry.atEpochMs, entry.ownerId, entry.deviceId, entry.action);
    },
  };
}
