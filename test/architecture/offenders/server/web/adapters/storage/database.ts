/** Clean: the one door to the database, where the clock may be read too. */
import { DatabaseSync } from 'node:sqlite';

export const openedAtMs = Date.now();
export const database = DatabaseSync;
