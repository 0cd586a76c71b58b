/** Tells of control sequences that concern the normal screen as a whole, before the emulator carries them out. */
import { csiNumber } from './csi-number.ts';
import type { CsiParameters } from './csi-number.ts';

/** Who hears of them. */
export interface WholeScreenListener {
  /** The normal screen is about to be erased as a whole. */
  erasing(): void;
  /** The cursor is about to go to the top left corner of the normal screen. */
  goingHome(): void;
  /** The cursor is about to go to a row of the normal screen below its first, by its number (0-based). */
  goingToRow(row: number): void;
}

/** What is used of the emulator. */
interface WatchedEmulator {
  readonly parser: {
    registerCsiHandler(
      id: { final: string },
      handler: (parameters: (number | number[])[]) => boolean,
    ): unknown;
  };
  readonly buffer: {
    readonly normal: { readonly cursorX: number; readonly cursorY: number };
    readonly active: { readonly type: string };
  };
}

/** Watches for ED, CUP, HVP and VPA (ECMA-48 8.3); the emulator still carries them out. */
export function watchWholeScreen(terminal: WatchedEmulator, listener: WholeScreenListener): void {
  const { normal } = terminal.buffer;
  const watch = (final: string, tell: (parameters: CsiParameters) => void): void => {
    terminal.parser.registerCsiHandler({ final }, (parameters) => {
      if (terminal.buffer.active.type === 'normal') tell(parameters);
      return false;
    });
  };
  watch('J', (parameters) => {
    const isAtHome = normal.cursorX === 0 && normal.cursorY === 0;
    const extent = csiNumber(parameters, 0);
    if (extent === 2 || (extent === 0 && isAtHome)) listener.erasing();
  });
  for (const final of ['H', 'f', 'd']) {
    watch(final, (parameters) => {
      const row = csiNumber(parameters, 0);
      if (row > 1) listener.goingToRow(row - 1);
      else if (final !== 'd' && csiNumber(parameters, 1) <= 1) listener.goingHome();
    });
  }
}
