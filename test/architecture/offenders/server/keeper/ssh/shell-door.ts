/** Clean: the one door to ssh2. */
import { Client } from 'ssh2';
import type { Shell } from '../ports/shell.ts';

export const createShell = (): Shell => ({ name: typeof Client });
