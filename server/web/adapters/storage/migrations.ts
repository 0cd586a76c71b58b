/** The tables, as a list of steps. A released step is never edited; a change is a new step at the end. */

/** Step n takes a database of `user_version` n (counted from 0) to n + 1. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE owners (
    id TEXT PRIMARY KEY,
    created_at_epoch_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE devices (
    owner TEXT NOT NULL REFERENCES owners (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_at_epoch_ms INTEGER NOT NULL,
    expires_at_epoch_ms INTEGER NOT NULL,
    revoked_at_epoch_ms INTEGER,
    PRIMARY KEY (owner, id)
  ) STRICT;

  CREATE TABLE pairing_codes (
    code_hash BLOB PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('setup', 'device')),
    owner TEXT REFERENCES owners (id),
    is_preset INTEGER NOT NULL,
    created_at_epoch_ms INTEGER NOT NULL,
    expires_at_epoch_ms INTEGER,
    tries_left INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE records (
    owner TEXT NOT NULL REFERENCES owners (id),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    listed_bytes INTEGER NOT NULL,
    PRIMARY KEY (owner, kind, id)
  ) STRICT;

  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at_epoch_ms INTEGER NOT NULL,
    owner TEXT,
    device TEXT,
    action TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are not changed'); END;
  CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are not removed'); END;
  `,
];
