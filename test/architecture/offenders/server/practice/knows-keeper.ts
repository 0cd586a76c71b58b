/** Offends boundaries/dependencies: the practice server is a server like any other to the keeper. */
import { createShell } from '../keeper/ssh/shell-door.ts';

export const shell = createShell();
