/** Offends boundaries/dependencies: the terminal builds on the model, never the model on the terminal. */
import { shownHost } from '../terminal/shown-host.ts';

export const storedHost = shownHost;
