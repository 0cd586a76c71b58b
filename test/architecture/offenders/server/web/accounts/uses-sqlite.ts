/** Offends boundaries/dependencies: the database has its door in the storage adapter. */
import { DatabaseSync } from 'node:sqlite';

export const database = DatabaseSync;
