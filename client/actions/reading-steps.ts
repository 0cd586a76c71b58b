/** Where "next" and "previous" lead in a session's output, from the last place that Earshot focused. Pure. */
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
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

/** All lines that look like errors, in order, as far as the keeper tells them: at most 50 of a block. */
export function errorPlaces(blocks: readonly CommandBlock[]): ReadingPlace[] {
  return blocks.flatMap(({ id, errorLines }) => errorLines.map((line) => ({ blockId: id, line })));
}
