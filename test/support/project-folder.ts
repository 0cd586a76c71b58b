/** Where the project stands on this machine. */
import { resolve } from 'node:path';

/** The root of the project. */
export const projectFolder = resolve(import.meta.dirname, '../..');
