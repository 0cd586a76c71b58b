/** Knows whether a program has the whole screen, alternate or normal, and tells that and the pictures of it. */
import type { BlockLog } from '../blocks/block-log.ts';
import type { SessionFacts } from '../blocks/session-facts.ts';
import { screenProgram } from '../blocks/shown-command.ts';
import type { VtScreen } from '../vt-screen.ts';
import { createRedrawWatch } from './redraw-watch.ts';
import { createScreenPictures } from './screen-pictures.ts';

/** What the watch works with. */
export interface ScreenWatchParts {
  readonly screen: VtScreen;
  readonly facts: SessionFacts;
  readonly log: BlockLog;
  /** The command that runs, '' when none is known. */
  readonly commandLine: () => string;
}

/** Watches the screen of one session. */
export interface ScreenWatch {
  /** Output comes now: what was only waited for may be over. */
  outputArrives(atEpochMs: number): void;
  alternateScreen(isOn: boolean): void;
  /** Before the normal screen is erased as a whole, while a command runs. */
  erasing(): void;
  /** Before the cursor goes to the top left corner of the normal screen, while a command runs. */
  goingHome(): void;
  /** Before the cursor goes to another row (0-based) of the normal screen, while a command runs. */
  goingToRow(row: number): void;
  /** The screen stands still: tells how it looks when a program has it and it is not as it was told last. */
  tellPicture(): void;
  /** A prompt stands there: whatever redrew the normal screen is over. */
  commandOver(): void;
  /** The session is over. */
  end(): void;
}

/** Time in which a program that left the alternate screen may take one again. */
const LEAVING_MS = 60;
/** A screen that never stands still is pictured all the same, this often. */
const RESTLESS_PICTURE_MS = 1_000;

/** Nothing has the screen yet. */
export function createScreenWatch({
  screen,
  facts,
  log,
  commandLine,
}: ScreenWatchParts): ScreenWatch {
  const redraws = createRedrawWatch();
  const pictures = createScreenPictures({
    readRows: () => screen.screenRows(),
    cursor: () => screen.screenCursor,
    rowCount: () => screen.size.rows,
  });

  let nowEpochMs = 0;
  /** When the first output came that no picture shows yet. */
  let unseenSinceEpochMs: number | null = null;
  /** When the alternate screen was left; some programs leave it at once and draw on the normal one, or come back. */
  let leftAtEpochMs: number | null = null;

  function tell(isFullScreen: boolean): void {
    leftAtEpochMs = null;
    if (isFullScreen === facts.isFullScreen) return;
    pictures.reset();
    facts.fullScreen(isFullScreen ? screenProgram(commandLine()) : null);
  }
  const row = (): number => screen.cursor.row - screen.topRow;
  const redrawn = (): void => {
    if (redraws.isWhole) tell(true);
  };

  function tellPicture(): void {
    unseenSinceEpochMs = null;
    const picture = facts.isFullScreen ? pictures.take() : null;
    if (picture !== null) log.add({ type: 'screen.drawn', screen: picture });
  }

  return {
    outputArrives(atEpochMs) {
      nowEpochMs = atEpochMs;
      unseenSinceEpochMs ??= atEpochMs;
      if (atEpochMs - unseenSinceEpochMs >= RESTLESS_PICTURE_MS) tellPicture();
      if (leftAtEpochMs !== null && atEpochMs - leftAtEpochMs > LEAVING_MS) tell(false);
    },
    alternateScreen(isOn) {
      redraws.reset();
      if (isOn) tell(true);
      else if (facts.isFullScreen) leftAtEpochMs = nowEpochMs;
    },
    erasing() {
      redraws.erasing(row());
      redrawn();
    },
    goingHome() {
      redraws.goingHome(row(), screen.size.rows);
      redrawn();
    },
    goingToRow(to) {
      redraws.goingToRow(to);
      redrawn();
    },
    tellPicture() {
      if (leftAtEpochMs !== null) tell(false);
      tellPicture();
    },
    commandOver() {
      redraws.reset();
      if (!screen.isAlternate) tell(false);
    },
    end() {
      tell(false);
    },
  };
}
