/**
 * Codes that make a browser a device: the setup code makes the owner and the first device, a device code adds
 * one. Codes live in the store, so that `npm run pair` and a running gateway share them.
 */
import type { Clock } from '../../../shared/base/clock.ts';
import type { Emitter } from '../../../shared/base/emitter.ts';
import { failed, success, type Result } from '../../../shared/base/result.ts';
import { MINUTE_MS } from '../../../shared/base/units.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { DeviceId, OwnerId } from '../../../shared/model/ids.ts';
import { consoleWords } from '../../../shared/words/console.ts';
import type { AccountRows, AccountStore, CodeKind, CodeRow } from '../ports/account-store.ts';
import { recordAudit } from './audit.ts';
import type { SignedInDevice } from './devices.ts';
import type { DeviceEvent } from './device-events.ts';
import { DEVICE_LIFETIME_MS, hashToken, randomId, randomToken } from './device-token.ts';
import {
  hashCode,
  isSameHash,
  normalizeCode,
  randomDeviceCode,
  randomSetupCode,
} from './pairing-code.ts';
import { createTokenBucket, type Rate } from './token-bucket.ts';

/** How long a random setup code holds. */
export const SETUP_CODE_VALID_MS = 15 * MINUTE_MS;
/** How long a device code holds. */
export const DEVICE_CODE_VALID_MS = 2 * MINUTE_MS;
/** Wrong guesses after which a code is void. */
export const CODE_TRIES = 5;
/** What must be left of a preset code without its blanks and hyphens. */
const PRESET_LEAST_CHARACTERS = 8;
/** Tries of everyone together. Only the gateway's own machine reaches it, so one limit for all is enough. */
const tryRate: Rate = { perSecond: 1 / 3, burst: 10 };
/** A clock set back further than this voids the codes made before. */
const CLOCK_SLACK_MS = MINUTE_MS;

/** A code in clear text, on its way to the person; it is stored nowhere. */
export interface FreshCode {
  readonly kind: CodeKind;
  readonly code: string;
  /** Null for a preset code, which has no end. */
  readonly validMs: number | null;
}

/** A random code, which always has an end. */
export interface RandomCode extends FreshCode {
  readonly validMs: number;
}

/** A browser that has just become a device. */
export interface PairedDevice extends SignedInDevice {
  /** For the cookie; secret. */
  readonly token: string;
}

/** Pairing on this gateway. */
export interface Pairing {
  hasOwner(): Result<boolean, Failure>;
  /** The setup code while no owner exists (`preset` if it is still good), null once one does. */
  openSetup(preset: string | null): Result<FreshCode | null, Failure>;
  /** A code for one more device of the owner; the one before is void. */
  createDeviceCode(ownerId: OwnerId, by: DeviceId | null): Result<RandomCode, Failure>;
  /** What `npm run pair` prints: a setup code before there is an owner, a device code afterwards. */
  createCodeForMachine(): Result<RandomCode, Failure>;
  /** Spends a code: pairing.code-wrong, pairing.code-spent, pairing.too-fast or a disk failure. */
  redeem(code: string, deviceName: string): Result<PairedDevice, Failure>;
}

/** Pairing over `store`; new devices are told to `events`. */
export function createPairing(dependencies: {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly events: Emitter<DeviceEvent>;
}): Pairing {
  const { store, clock, events } = dependencies;
  const bucket = createTokenBucket(tryRate, clock);

  return {
    hasOwner: () => store.read((rows) => rows.firstOwner() !== null),
    openSetup(preset) {
      // A code of blanks and hyphens would be read as no code at all.
      if (preset !== null && normalizeCode(preset).length < PRESET_LEAST_CHARACTERS)
        return failed({
          code: 'gateway.setting-invalid',
          name: 'EARSHOT_SETUP_CODE',
          problem: consoleWords.problems.codeThin(PRESET_LEAST_CHARACTERS),
        });
      return store.change((rows) => {
        if (rows.firstOwner() !== null) return null;
        const fresh = preset === null ? null : keepPreset(rows, preset, clock.epochMs());
        return fresh ?? addCode(rows, { ownerId: null, by: null }, clock.epochMs());
      });
    },
    createDeviceCode: (ownerId, by) =>
      store.change((rows) => addCode(rows, { ownerId, by }, clock.epochMs())),
    createCodeForMachine: () =>
      store.change((rows) =>
        addCode(rows, { ownerId: rows.firstOwner(), by: null }, clock.epochMs()),
      ),
    redeem(code, deviceName) {
      const waitMs = bucket.take();
      if (waitMs > 0) return failed({ code: 'pairing.too-fast', waitMs });
      const outcome = store.change((rows) => redeemIn(rows, code, deviceName, clock.epochMs()));
      if (!outcome.ok) return outcome;
      if (outcome.value.ok) events.emit({ kind: 'joined', ...namesOf(outcome.value.value) });
      return outcome.value;
    },
  };
}

function namesOf({ ownerId, deviceId, deviceName }: PairedDevice): SignedInDevice {
  return { ownerId, deviceId, deviceName };
}

/** Who a code is for, and which device asked for it (null: the machine itself). */
interface CodeOrder {
  readonly ownerId: OwnerId | null;
  readonly by: DeviceId | null;
}

/** Makes a random code, a setup code where there is no owner; the random codes before it are void. */
function addCode(rows: AccountRows, { ownerId, by }: CodeOrder, nowMs: number): RandomCode {
  const kind = ownerId === null ? 'setup' : 'device';
  for (const old of rows.codes(kind))
    if (!old.isPreset && old.ownerId === ownerId) rows.removeCode(old.codeHash);
  const code = kind === 'setup' ? randomSetupCode() : randomDeviceCode();
  const validMs = kind === 'setup' ? SETUP_CODE_VALID_MS : DEVICE_CODE_VALID_MS;
  recordAudit(rows, { atEpochMs: nowMs, ownerId, deviceId: by, action: 'code-created' });
  rows.addCode({
    kind,
    codeHash: hashCode(code),
    ownerId,
    isPreset: false,
    createdAtEpochMs: nowMs,
    expiresAtEpochMs: nowMs + validMs,
    triesLeft: CODE_TRIES,
  });
  return { kind, code, validMs };
}

/** Keeps the preset code with the tries it has left, also over restarts; null when it has none left. */
function keepPreset(rows: AccountRows, preset: string, nowMs: number): FreshCode | null {
  const codeHash = hashCode(preset);
  const presets = rows.codes('setup').filter((row) => row.isPreset);
  for (const old of presets) if (!isSameHash(old.codeHash, codeHash)) rows.removeCode(old.codeHash);
  const kept = presets.find((row) => isSameHash(row.codeHash, codeHash));
  const fresh: FreshCode = { kind: 'setup', code: preset, validMs: null };
  if (kept !== undefined) return kept.triesLeft > 0 ? fresh : null;
  recordAudit(rows, { atEpochMs: nowMs, ownerId: null, deviceId: null, action: 'code-created' });
  rows.addCode({
    kind: 'setup',
    codeHash,
    ownerId: null,
    isPreset: true,
    createdAtEpochMs: nowMs,
    expiresAtEpochMs: null,
    triesLeft: CODE_TRIES,
  });
  return fresh;
}

/** One guess, within a transaction: of any number of correct guesses at once exactly one finds the code. */
function redeemIn(
  rows: AccountRows,
  code: string,
  deviceName: string,
  nowMs: number,
): Result<PairedDevice, Failure> {
  const owner = rows.firstOwner();
  // Setup codes are void once there is an owner, also the preset one.
  const live = rows.codes(owner === null ? 'setup' : 'device').filter((row) => isLive(row, nowMs));
  const codeHash = hashCode(code);
  // Every live code is compared, so that the time does not tell which one matched.
  const matches = live.filter((row) => isSameHash(row.codeHash, codeHash));
  const [match] = matches;
  if (match === undefined) return failed(countWrongGuess(rows, live));
  rows.removeCode(match.codeHash);
  return success(addDevice(rows, match.ownerId, deviceName, nowMs));
}

function isLive(row: CodeRow, nowMs: number): boolean {
  if (row.triesLeft <= 0) return false;
  if (row.expiresAtEpochMs === null) return true;
  return nowMs < row.expiresAtEpochMs && nowMs > row.createdAtEpochMs - CLOCK_SLACK_MS;
}

/** A wrong guess may have been meant for any live code, so it counts against each. */
function countWrongGuess(rows: AccountRows, live: readonly CodeRow[]): Failure {
  for (const row of live) rows.countTry(row.codeHash);
  if (live.length === 0) return { code: 'pairing.code-spent' };
  const triesLeft = Math.max(...live.map((row) => row.triesLeft)) - 1;
  return { code: 'pairing.code-wrong', triesLeft };
}

/** Adds the device, and the owner before it when `codeOwner` is null. */
function addDevice(
  rows: AccountRows,
  codeOwner: OwnerId | null,
  deviceName: string,
  nowMs: number,
): PairedDevice {
  const ownerId = codeOwner ?? (randomId() as OwnerId);
  const deviceId = randomId() as DeviceId;
  const token = randomToken();
  if (codeOwner === null) {
    recordAudit(rows, { atEpochMs: nowMs, ownerId, deviceId, action: 'owner-made' });
    rows.addOwner(ownerId, nowMs);
    for (const setup of rows.codes('setup')) rows.removeCode(setup.codeHash);
  }
  recordAudit(rows, { atEpochMs: nowMs, ownerId, deviceId, action: 'paired' });
  const expiresAtEpochMs = nowMs + DEVICE_LIFETIME_MS;
  rows.addDevice(
    { ownerId, deviceId, name: deviceName, tokenHash: hashToken(token), expiresAtEpochMs },
    nowMs,
  );
  return { ownerId, deviceId, deviceName, token };
}
