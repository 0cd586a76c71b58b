/** Offends import-x/no-cycle: the other half. */
import { chordName } from './chord-circle.ts';

export const keyName = (): string => chordName().slice(5);
