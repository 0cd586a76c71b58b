/** Offends boundaries/dependencies: `shared` runs anywhere, so it has no Node. */
import { readFileSync } from 'node:fs';

export const shadow = readFileSync('/etc/hostname', 'utf8');
