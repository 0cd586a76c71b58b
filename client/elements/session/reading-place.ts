/** Between places in the output and what stands on the page for them. */
import type { ReadingPlace } from '../../stores/reading-store.ts';
import { CommandBlockElement } from './command-block.ts';

/** The place that an element in the output is part of; null for a control and for what is no line or heading. */
export function placeOf(target: EventTarget | null): ReadingPlace | null {
  if (!(target instanceof HTMLElement)) return null;
  const block = target.closest('command-block');
  if (!(block instanceof CommandBlockElement)) return null;
  const isPlace = target.matches('.line, h3, h4');
  if (!isPlace) return null;
  const { line } = target.dataset;
  return { blockId: block.block.id, line: line === undefined ? null : Number(line) };
}

/** Moves the focus to a place, when its block is on the page. */
export function goToPlace(root: ParentNode, { blockId, line }: ReadingPlace): void {
  for (const block of root.querySelectorAll('command-block'))
    if (block instanceof CommandBlockElement && block.block.id === blockId)
      void block.focusPlace(line);
}
