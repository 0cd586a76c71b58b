/** Remembers where on the screen links stand (OSC 8), until the lines they stand in are read. */
import { LINK_ADDRESS_LIMIT } from '../../../../shared/terminal/line.ts';

/** A place in rows that are never numbered anew but by a resize. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** A part of one row that is a link: columns `from` to before `to`, null: to its end. */
export interface RowLink {
  readonly from: number;
  readonly to: number | null;
  readonly address: string;
}

/** The links of one screen. */
export interface ScreenLinks {
  /** An operating system command came while the cursor stood at `at`; all but OSC 8 are left alone. */
  command(payload: string, at: Place): void;
  /** Links of a row, given where the cursor stands now: a link without its end reaches up to there. */
  ofRow(row: number, cursor: Place): RowLink[];
  /** Whether a link has begun whose end did not come. */
  readonly isOpen: boolean;
  forgetBefore(row: number): void;
  clear(): void;
}

/** Links remembered; the oldest are forgotten first. Their lines have nearly always been read by then. */
const LINKS_LIMIT = 512;
/** Only addresses that a person could open, nothing that a browser would run. */
const ADDRESS = /^(?:https?|ftp|file|mailto|ssh):[\x21-\x7e]+$/i;

interface Link {
  readonly address: string;
  readonly begin: Place;
  end: Place | null;
}

/** No links yet. */
export function createScreenLinks(): ScreenLinks {
  let links: Link[] = [];
  let open: Link | null = null;

  function close(at: Place): void {
    if (open !== null) open.end = at;
    open = null;
  }

  return {
    command(payload, at) {
      const found = /^8;[^;]{0,200};([\s\S]*)$/.exec(payload);
      if (found === null) return;
      close(at);
      const address = found[1] ?? '';
      if (address.length > LINK_ADDRESS_LIMIT || !ADDRESS.test(address)) return;
      open = { address, begin: at, end: null };
      links.push(open);
      if (links.length > LINKS_LIMIT) links.shift();
    },
    ofRow(row, cursor) {
      return links.flatMap(({ address, begin, end }) => {
        const last = end ?? cursor;
        if (row < begin.row || row > last.row) return [];
        const from = row === begin.row ? begin.column : 0;
        const to = row === last.row ? last.column : null;
        return to !== null && to <= from ? [] : [{ from, to, address }];
      });
    },
    get isOpen() {
      return open !== null;
    },
    forgetBefore(row) {
      const isOver = ({ end }: Link): boolean => end !== null && end.row < row;
      if (links.some(isOver)) links = links.filter((link) => !isOver(link));
    },
    clear() {
      links = [];
      open = null;
    },
  };
}
