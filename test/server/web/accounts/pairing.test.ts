/** W4: codes that are wrong, late, spent, guessed at or used by many at once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmitter } from '../../../../shared/base/emitter.ts';
import type { Result } from '../../../../shared/base/result.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../../shared/base/units.ts';
import type { Failure } from '../../../../shared/failures/failure.ts';
import { codeWords } from '../../../../server/web/accounts/code-words.ts';
import type { DeviceEvent } from '../../../../server/web/accounts/device-events.ts';
import { DEVICE_LIFETIME_MS } from '../../../../server/web/accounts/device-token.ts';
import { createDevices, type Devices } from '../../../../server/web/accounts/devices.ts';
import { normalizeCode } from '../../../../server/web/accounts/pairing-code.ts';
import { createPairing, type Pairing } from '../../../../server/web/accounts/pairing.ts';
import { openDatabase, type Database } from '../../../../server/web/adapters/storage/database.ts';
import { createSqliteAccountStore } from '../../../../server/web/adapters/storage/sqlite-account-store.ts';
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts';

let folder = '';
let database: Database;
let clock: FakeClock;
let pairing: Pairing;
let devices: Devices;
let events: DeviceEvent[];

function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(`Failed: ${result.failure.code}`);
  return result.value;
}

/** The failure of a redeemed code, or 'paired'. Waits first, so that the rate limit does not count. */
function guess(code: string): Failure | 'paired' {
  clock.advance(3 * SECOND_MS);
  const result = pairing.redeem(code, 'Phone');
  return result.ok ? 'paired' : result.failure;
}

function freshPairing(): Pairing {
  const store = createSqliteAccountStore(database);
  return createPairing({ store, clock, events: createEmitter<DeviceEvent>() });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-pairing-'));
  database = valueOf(openDatabase(folder));
  clock = createFakeClock();
  events = [];
  const emitter = createEmitter<DeviceEvent>();
  emitter.listen((event) => events.push(event), new AbortController().signal);
  const store = createSqliteAccountStore(database);
  pairing = createPairing({ store, clock, events: emitter });
  devices = createDevices({ store, clock, events: emitter });
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

function setupCode(preset: string | null = null): string {
  return valueOf(pairing.openSetup(preset))?.code ?? '';
}

/** Makes the owner and gives a fresh device code. */
function deviceCode(): string {
  guess(setupCode());
  const { ownerId } = valueOf(devices.signIn(ownerToken()));
  return valueOf(pairing.createDeviceCode(ownerId, null)).code;
}

function ownerToken(): string {
  const code = valueOf(pairing.createCodeForMachine()).code;
  clock.advance(3 * SECOND_MS);
  return valueOf(pairing.redeem(code, 'Owner')).token;
}

describe('A random setup code', () => {
  test('has 256 different words to draw from and 66 bits in five words and eight digits', () => {
    expect(codeWords).toHaveLength(256);
    expect(new Set(codeWords).size).toBe(256);
    for (const word of codeWords) expect(word).toMatch(/^[a-z]{4,8}$/);
    expect(setupCode()).toMatch(/^(?:[a-z]{4,8}-){5}[0-9]{4}-[0-9]{4}$/);
  });

  test('opens the first device and makes the owner, once', () => {
    const code = setupCode();
    expect(valueOf(pairing.hasOwner())).toBe(false);
    expect(guess(code)).toBe('paired');
    expect(valueOf(pairing.hasOwner())).toBe(true);
    expect(guess(code)).toEqual({ code: 'pairing.code-spent' });
    expect(events).toHaveLength(1);
  });

  test('is read without case, blanks and hyphens', () => {
    const code = setupCode();
    fc.assert(
      fc.property(fc.infiniteStream(fc.constantFrom('', ' ', '-', '\t', '\u2011')), (fill) => {
        const written = [...code.replaceAll('-', '')]
          .map((character, index) => (index % 2 === 0 ? character.toUpperCase() : character))
          .map((character) => `${character}${fill.next().value ?? ''}`)
          .join('');
        expect(normalizeCode(written)).toBe(normalizeCode(code));
      }),
    );
    expect(guess(code.toUpperCase().replaceAll('-', ' '))).toBe('paired');
  });

  test('holds up to 15 minutes', () => {
    const code = setupCode();
    clock.advance(15 * MINUTE_MS - 3 * SECOND_MS - 1);
    expect(guess('wrong')).toEqual({ code: 'pairing.code-wrong', triesLeft: 4 });
    clock.advance(1);
    expect(guess(code)).toEqual({ code: 'pairing.code-spent' });
  });

  test('is void after five wrong guesses, also with the right one', () => {
    const code = setupCode();
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(guess('wrong')).toEqual({ code: 'pairing.code-wrong', triesLeft });
    expect(guess(code)).toEqual({ code: 'pairing.code-spent' });
    expect(valueOf(pairing.hasOwner())).toBe(false);
  });

  test('is replaced by a newer one', () => {
    const first = setupCode();
    const second = valueOf(pairing.createCodeForMachine()).code;
    expect(guess(first)).toEqual({ code: 'pairing.code-wrong', triesLeft: 4 });
    expect(guess(second)).toBe('paired');
  });

  test('is void when the clock was set back before it was made', () => {
    const store = createSqliteAccountStore(database);
    const code = setupCode();
    const earlier = createPairing({
      store,
      clock: createFakeClock(clock.epochMs() - DAY_MS),
      events: createEmitter<DeviceEvent>(),
    });
    expect(earlier.redeem(code, 'Phone')).toEqual({
      ok: false,
      failure: { code: 'pairing.code-spent' },
    });
  });
});

describe('A preset setup code', () => {
  const preset = 'Correct-Horse-42';

  test('has no end in time', () => {
    setupCode(preset);
    clock.advance(1_000 * DAY_MS);
    expect(guess('correct horse 42')).toBe('paired');
  });

  test('keeps its tries over restarts, and a random code stands in when none is left', () => {
    setupCode(preset);
    for (let wrong = 0; wrong < 3; wrong += 1) guess('wrong');
    expect(valueOf(freshPairing().openSetup(preset))?.code).toBe(preset);
    expect(guess('wrong')).toEqual({ code: 'pairing.code-wrong', triesLeft: 1 });
    guess('wrong');
    const instead = valueOf(freshPairing().openSetup(preset));
    expect(instead?.code).not.toBe(preset);
    expect(guess(preset)).toMatchObject({ code: 'pairing.code-wrong' });
    expect(guess(instead?.code ?? '')).toBe('paired');
  });

  test('is void once an owner exists, and opening setup then gives nothing', () => {
    setupCode(preset);
    const { code } = valueOf(pairing.createCodeForMachine());
    expect(guess(code)).toBe('paired');
    expect(guess(preset)).toEqual({ code: 'pairing.code-spent' });
    expect(valueOf(pairing.openSetup(preset))).toBeNull();
  });

  test('of blanks and hyphens is refused, because nothing of it would be left', () => {
    for (const empty of [' '.repeat(12), '-'.repeat(40), 'a b-c '.repeat(2)])
      expect(pairing.openSetup(empty)).toMatchObject({
        failure: { code: 'gateway.setting-invalid', name: 'EARSHOT_SETUP_CODE' },
      });
    expect(guess('-')).toEqual({ code: 'pairing.code-spent' });
  });

  test('is replaced when another one is preset', () => {
    setupCode(preset);
    setupCode('another-preset-1');
    expect(guess(preset)).toMatchObject({ code: 'pairing.code-wrong' });
    expect(guess('another-preset-1')).toBe('paired');
  });
});

describe('A device code', () => {
  test('has eight digits, adds one device of the owner, and is spent then', () => {
    const code = deviceCode();
    expect(code).toMatch(/^[0-9]{8}$/);
    const added = valueOf(pairing.redeem(`${code.slice(0, 4)} ${code.slice(4)}`, 'Phone'));
    const [first] = events;
    expect(added.ownerId).toBe(first?.ownerId);
    expect(valueOf(devices.signIn(added.token)).deviceName).toBe('Phone');
    expect(guess(code)).toEqual({ code: 'pairing.code-spent' });
  });

  test('holds 2 minutes and 5 tries', () => {
    const late = deviceCode();
    clock.advance(2 * MINUTE_MS);
    expect(guess(late)).toEqual({ code: 'pairing.code-spent' });
    const tried = valueOf(pairing.createCodeForMachine()).code;
    for (let wrong = 0; wrong < 5; wrong += 1) guess('00000000x');
    expect(guess(tried)).toEqual({ code: 'pairing.code-spent' });
  });

  test('replaces the one before it', () => {
    const first = deviceCode();
    const second = valueOf(pairing.createCodeForMachine()).code;
    expect(guess(first)).toMatchObject({ code: 'pairing.code-wrong' });
    expect(guess(second)).toBe('paired');
  });
});

describe('Many at once', () => {
  test('of 50 correct uses on two connections exactly one wins', () => {
    const code = deviceCode();
    const other = valueOf(openDatabase(folder));
    const store = createSqliteAccountStore(other);
    // A pairing of its own for each, so that the rate limit refuses nobody.
    const outcomes = Array.from({ length: 50 }, (_, index) => {
      const own =
        index % 2 === 0
          ? freshPairing()
          : createPairing({ store, clock, events: createEmitter<DeviceEvent>() });
      return own.redeem(code, `Device ${index}`);
    });
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    other.close();
  });

  test('more than ten tries at once are told to wait, without costing the code a try', () => {
    setupCode();
    for (let count = 0; count < 10; count += 1) pairing.redeem('wrong', 'Phone');
    const waiting = pairing.redeem('wrong', 'Phone');
    expect(waiting).toMatchObject({ ok: false, failure: { code: 'pairing.too-fast' } });
    const { code } = valueOf(pairing.createCodeForMachine());
    expect(pairing.redeem(code, 'Phone')).toMatchObject({
      failure: { code: 'pairing.too-fast' },
    });
    clock.advance(3 * SECOND_MS);
    expect(pairing.redeem(code, 'Phone').ok).toBe(true);
  });

  test('no wrong code ever pairs, whatever is typed', () => {
    const code = setupCode();
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (typed) => {
        fc.pre(normalizeCode(typed) !== normalizeCode(code));
        expect(guess(typed)).not.toBe('paired');
        expect(valueOf(pairing.hasOwner())).toBe(false);
      }),
    );
  });
});

describe('A device', () => {
  test('stays signed in for 400 days after its last visit', () => {
    const token = valueOf(pairing.redeem(setupCode(), 'Laptop')).token;
    clock.advance(DEVICE_LIFETIME_MS - 1);
    expect(devices.signIn(token).ok).toBe(true);
    clock.advance(DEVICE_LIFETIME_MS - 1);
    expect(devices.signIn(token).ok).toBe(true);
    clock.advance(DEVICE_LIFETIME_MS);
    expect(devices.signIn(token)).toEqual({ ok: false, failure: { code: 'device.not-paired' } });
  });

  test('that signed out is told to whoever listens, and its token opens nothing', () => {
    const token = valueOf(pairing.redeem(setupCode(), 'Laptop')).token;
    const device = valueOf(devices.signIn(token));
    expect(devices.signOut(device).ok).toBe(true);
    expect(events.at(-1)).toEqual({
      kind: 'revoked',
      ownerId: device.ownerId,
      deviceId: device.deviceId,
    });
    expect(devices.signIn(token).ok).toBe(false);
  });

  test('leaves neither its token nor a code in the stored rows', () => {
    const code = setupCode();
    const { token, ownerId } = valueOf(pairing.redeem(code, 'Laptop'));
    const second = valueOf(pairing.createDeviceCode(ownerId, null)).code;
    const dump = valueOf(
      database.read((rows) =>
        ['devices', 'pairing_codes', 'audit', 'owners']
          .flatMap((table) => rows.prepare(`SELECT * FROM ${table}`).all())
          .map((row) =>
            Object.values(row)
              .map((cell) =>
                cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : String(cell),
              )
              .join('|'),
          )
          .join('\n'),
      ),
    );
    for (const secret of [token, code, normalizeCode(code), second])
      expect(dump).not.toContain(secret);
  });
});

test('every security action has its audit row, and rows can be neither changed nor removed', () => {
  const token = valueOf(pairing.redeem(setupCode(), 'Laptop')).token;
  devices.signOut(valueOf(devices.signIn(token)));
  const actions = valueOf(
    database.read((rows) => rows.prepare('SELECT action FROM audit ORDER BY seq').all()),
  ).map((row) => row['action']);
  expect(actions).toEqual(['code-created', 'owner-made', 'paired', 'signed-out']);
  for (const attack of ['DELETE FROM audit', "UPDATE audit SET action = 'x'"]) {
    expect(() => database.write((rows) => rows.exec(attack))).toThrow(/audit rows/);
  }
});
