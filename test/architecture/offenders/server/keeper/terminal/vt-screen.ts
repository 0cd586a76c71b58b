/** Clean: the one file that holds the emulator. */
import { Terminal } from '@xterm/headless';

export const screen = Terminal;
