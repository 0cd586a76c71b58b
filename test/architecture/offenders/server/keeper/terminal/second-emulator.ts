/** Offends boundaries/dependencies: the emulator stands in vt-screen.ts alone. */
import { Terminal } from '@xterm/headless';

export const emulator = Terminal;
