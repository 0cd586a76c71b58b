/** Where "next" and "previous" lead in a session's output, from the last place that Earshot focused. Pure. */
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import type { Line } from '../../shared/terminal/line.ts';
import type { ReadingPlace } from '../stores/reading-store.ts';

/** Forward or back. */
export type Step = 1 | -1;

/**
 * The first of `places`, which are in order, that lies beyond `from`; null when there is none. From nowhere it goes on
 * from the beginning of the newest block, and back from the very end.
 */
export function nextPlace(
  blocks: readonly CommandBlock[],
  places: readonly ReadingPlace[],
  { from, step }: { readonly from: ReadingPlace | null; readonly step: Step },
): ReadingPlace | null {
  const order = new Map(blocks.map(({ id }, index) => [id, index]));
  const known = from !== null && order.has(from.blockId) ? from : null;
  const newest = blocks.at(-1);
  const start =
    known ?? (step === 1 && newest !== undefined ? { blockId: newest.id, line: null } : null);
  const isBeyond = (place: ReadingPlace): boolean => {
    if (start === null) return true;
    const blocksApart = (order.get(place.blockId) ?? 0) - (order.get(start.blockId) ?? 0);
    const apart = blocksApart === 0 ? (place.line ?? -1) - (start.line ?? -1) : blocksApart;
    return apart * step > 0;
  };
  return (step === 1 ? places.find(isBeyond) : places.findLast(isBeyond)) ?? null;
}

/** The headings of all blocks, in order. */
export function commandPlaces(blocks: readonly CommandBlock[]): ReadingPlace[] {
  return blocks.map(({ id }) => ({ blockId: id, line: null }));
}

/** All lines that look like errors, in order: those the keeper told, and those in view that are printed as one. */
export function errorPlaces(blocks: readonly CommandBlock[]): ReadingPlace[] {
  return blocks.flatMap((block) => {
    const { id, head, tail, lineCount } = block;
    const inView = [
      ...head.map((line, index) => ({ index, line })),
      ...tail.map((line, offset) => ({ index: lineCount - tail.length + offset, line })),
    ];
    const lines = [...errorLinesIn(block, inView)].sort((one, other) => one - other);
    return lines.map((line) => ({ blockId: id, line }));
  });
}

/** Indexes of the lines of a block that look like errors; only `lines` are looked at for how they are printed. */
export function errorLinesIn(
  { errorLines }: CommandBlock,
  lines: readonly { readonly index: number; readonly line: Line }[],
): ReadonlySet<number> {
  const printed = lines.filter(({ line }) => isPrintedAsError(line));
  return new Set([...errorLines, ...printed.map(({ index }) => index)]);
}

const errorWord = /\b(?:error|fail(?:ed|ure)?|fatal|panic|exception|critical)\b/i;

/** Red alone is no sign, as `ls` and `grep` print names and matches in red; a red part with such a word in it is. */
function isPrintedAsError({ text, styles = [] }: Line): boolean {
  return styles.some(
    ({ colour, from, to }) => colour === 'red' && errorWord.test(text.slice(from, to)),
  );
}
