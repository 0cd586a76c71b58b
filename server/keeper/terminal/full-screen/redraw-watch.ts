/**
 * Recognises a program that uses the whole normal screen without asking for the alternate one: it erases all and
 * goes to rows by their number, or comes back to the top again and again and fills most rows anew.
 */

/** What is watched of one command. Rows count from the top of the screen, 0-based. */
export interface RedrawWatch {
  /** All is erased while the cursor stands in this row. */
  erasing(fromRow: number): void;
  /** To the top left corner from this row of so many. */
  goingHome(fromRow: number, rowCount: number): void;
  goingToRow(row: number): void;
  /** Whether the command has the whole screen. */
  readonly isWhole: boolean;
  /** A command begins or ends. */
  reset(): void;
}

/** Times the whole screen is drawn before it counts. */
const REDRAWS = 2;
/** Different rows gone to by their number after the screen was erased: it is drawn by places. */
const PLACED_ROWS = 4;

/** No command was seen yet. */
export function createRedrawWatch(): RedrawWatch {
  let redraws = 0;
  /** Where the cursor stood when all was erased, until it goes to the top or on; erasing twice there is one redraw. */
  let erasedFrom: number | null = null;
  const placed = new Set<number>();

  return {
    erasing(fromRow) {
      if (erasedFrom === null) redraws += 1;
      erasedFrom = fromRow;
      placed.clear();
    },
    goingHome(fromRow, rowCount) {
      // Without anything erased it is only a place to write; a few rows written over are no screen.
      if (redraws === 0) return;
      const isPartOfErasing = erasedFrom === fromRow;
      erasedFrom = null;
      if (!isPartOfErasing && fromRow * 2 >= rowCount) redraws += 1;
    },
    goingToRow(row) {
      if (redraws > 0 && placed.size < PLACED_ROWS) placed.add(row);
    },
    get isWhole() {
      return redraws >= REDRAWS || placed.size >= PLACED_ROWS;
    },
    reset() {
      redraws = 0;
      erasedFrom = null;
      placed.clear();
    },
  };
}
