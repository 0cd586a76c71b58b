/** Offends import-x/no-cycle: half of a circle. */
import { keyName } from './key-circle.ts';

export const chordName = (): string => `Ctrl+${keyName()}`;
