/** Offends boundaries/dependencies: sessions know the port, not the adapter behind it. */
import { createShell } from '../ssh/shell-door.ts';

export const session = createShell();
