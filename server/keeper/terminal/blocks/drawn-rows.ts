/** Which rows of the normal screen a program drew by going to them by their number, as programs with a screen do. */

/** Rows are counted from the beginning of the session. */
export interface DrawnRows {
  /** A row that the cursor goes to; null: the alternate screen was taken. */
  drawn(row: number | null): void;
  /** All was erased, or is dealt with. */
  forgetRows(): void;
  /** Another command. */
  reset(): void;
  /** The lowest drawn row; null while too few were for a screen. */
  readonly bottomRow: number | null;
  /** Whether a screen was drawn since `reset`, on either screen. */
  readonly hadScreen: boolean;
}

/** Different rows that make a screen; a status line at the bottom, or a table, is none. */
const ROWS_OF_SCREEN = 4;

/** Nothing was drawn yet. */
export function createDrawnRows(): DrawnRows {
  const rows = new Set<number>();
  let bottom = -1;
  let hadScreen = false;
  /** Rows gone to without all being erased before are progress bars and the like. */
  let isErased = false;

  return {
    drawn(row) {
      if (row === null) {
        hadScreen = true;
        return;
      }
      if (!isErased) return;
      if (rows.size < ROWS_OF_SCREEN) rows.add(row);
      bottom = Math.max(bottom, row);
      hadScreen ||= rows.size >= ROWS_OF_SCREEN;
    },
    forgetRows() {
      rows.clear();
      bottom = -1;
      isErased = true;
    },
    reset() {
      rows.clear();
      bottom = -1;
      isErased = false;
      hadScreen = false;
    },
    get bottomRow() {
      return rows.size >= ROWS_OF_SCREEN ? bottom : null;
    },
    get hadScreen() {
      return hadScreen;
    },
  };
}
