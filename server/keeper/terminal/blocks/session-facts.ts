/** What is known of a session beside its blocks: directory, user, title, what is offered, bells, the full screen. */
import type { ServerOffer } from '../../../../shared/terminal/session-view.ts';
import type { ShellPlace } from '../marks/prompt-marks.ts';
import type { BlockLog } from './block-log.ts';

/** What is known of where a shell stands. */
type KnownPlace = Pick<ShellPlace, 'directory' | 'user' | 'tty'>;

/** Tells each fact when it changes. */
export interface SessionFacts {
  readonly directory: string;
  readonly user: string;
  /** Device of the terminal on the server (`/dev/pts/3`), '' while it is not known. */
  readonly tty: string;
  readonly isFullScreen: boolean;
  /**
   * What a mark tells; '' leaves what is known. `isTold`: a change about a block will tell it, so none is needed
   * here.
   */
  place(told: KnownPlace, isTold: boolean): void;
  title(title: string): void;
  offer(offer: ServerOffer): void;
  bell(): void;
  /** Name of the program that has the alternate screen; null: none has. */
  fullScreen(name: string | null): void;
}

/** Nothing known yet. */
export function createSessionFacts(log: BlockLog): SessionFacts {
  let place: KnownPlace = { directory: '', user: '', tty: '' };
  let title = '';
  let bells = 0;
  let isFullScreen = false;

  return {
    get directory() {
      return place.directory;
    },
    get user() {
      return place.user;
    },
    get tty() {
      return place.tty;
    },
    get isFullScreen() {
      return isFullScreen;
    },
    place(told, isTold) {
      const before = place;
      place = {
        directory: told.directory === '' ? before.directory : told.directory,
        user: told.user === '' ? before.user : told.user,
        tty: told.tty === '' ? before.tty : told.tty,
      };
      const { directory, user } = place;
      if (isTold) return;
      if (directory !== before.directory) log.add({ type: 'directory.changed', directory });
      if (user !== before.user) log.add({ type: 'user.changed', user });
    },
    title(told) {
      if (told === title) return;
      title = told;
      log.add({ type: 'title.changed', title });
    },
    offer(offer) {
      log.add({ type: 'offer.received', offer });
    },
    bell() {
      bells += 1;
      log.add({ type: 'bell.rung', bells });
    },
    fullScreen(name) {
      isFullScreen = name !== null;
      log.add({ type: 'screen.changed', fullScreen: name });
    },
  };
}
