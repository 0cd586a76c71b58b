/** Finds the end of printable text four bytes at a time: in a flood every byte passes here. */

/**
 * An index up to which all bytes from `from` on are printable ASCII; at `end`, at a byte that is not, or at most
 * three bytes before one of the two.
 */
export function skipPrintable(view: DataView, from: number, end: number): number {
  let at = from;
  while (at + 4 <= end) {
    const word = view.getInt32(at, true);
    // A byte below 0x20 borrows into its top bit, 0x7f carries into it, and those from 0x80 on have it.
    if (((word | (word - 0x20202020) | (word + 0x01010101)) & 0x80808080) !== 0) break;
    at += 4;
  }
  return at;
}
