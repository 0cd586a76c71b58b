/** `npm run pair` without its process: makes a code in the data folder and says it, whether Earshot runs or not. */
import type { Clock } from '../../shared/base/clock.ts';
import { createEmitter } from '../../shared/base/emitter.ts';
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import { pairCommandWordsEn } from '../../shared/words/pair-command-words.ts';
import type { DeviceEvent } from './accounts/device-events.ts';
import { createPairing } from './accounts/pairing.ts';
import { openDatabase } from './adapters/storage/database.ts';
import { createSqliteAccountStore } from './adapters/storage/sqlite-account-store.ts';

/** Where the data is, and the configured port of the page (0: not known beforehand). */
export interface PairingPlace {
  readonly dataFolder: string;
  readonly port: number;
}

/** The lines to print: a setup code before there is an owner, a device code afterwards; or why there is none. */
export function newPairingCodeLines(
  { dataFolder, port }: PairingPlace,
  clock: Clock,
): Result<string[], Failure> {
  const database = openDatabase(dataFolder);
  if (!database.ok) return database;
  try {
    const store = createSqliteAccountStore(database.value);
    const pairing = createPairing({ store, clock, events: createEmitter<DeviceEvent>() });
    const created = pairing.createCodeForMachine();
    if (!created.ok) return created;
    const { kind, code, validMs } = created.value;
    const address = port === 0 ? null : `http://localhost:${String(port)}/`;
    const printed = { code, validMs, address };
    const words = pairCommandWordsEn;
    return success(kind === 'setup' ? words.setupCode(printed) : words.deviceCode(printed));
  } finally {
    database.value.close();
  }
}
