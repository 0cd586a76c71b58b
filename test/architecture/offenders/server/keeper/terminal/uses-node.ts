/** Offends boundaries/dependencies: the terminal is pure. */
import { randomUUID } from 'node:crypto';

export const blockId = randomUUID();
