/** The one reducer: keeper and page both apply changes with it, so their states stay equal. */
import { assertNever } from '../base/assert-never.ts';
import type { BlockId } from '../model/ids.ts';
import type { CommandBlock } from './command-block.ts';
import type { SessionChange } from './session-change.ts';
import type { SessionView } from './session-view.ts';

/**
 * The state after a change. Values that did not change stay identical (`===`), so that readers can tell
 * cheaply what to redraw. A change that names a block which is not there leaves the state as it is.
 */
export function applySessionChange(view: SessionView, change: SessionChange): SessionView {
  switch (change.type) {
    case 'phase.changed':
      return { ...view, phase: change.phase };
    case 'writer.changed':
      return { ...view, writer: change.writer };
    case 'block.started':
      return { ...view, blocks: [...view.blocks, change.block] };
    case 'block.printed':
      return withBlock(view, change.id, (block) => ({
        ...block,
        lineCount: change.lineCount,
        notKept: change.notKept,
        head:
          change.head === null
            ? block.head
            : [...block.head.slice(0, change.head.from), ...change.head.lines],
        latest: change.latest,
      }));
    case 'block.waited':
      return withBlock(view, change.id, (block) => ({
        ...block,
        status:
          change.prompt === null ? { kind: 'running' } : { kind: 'waiting', prompt: change.prompt },
      }));
    case 'block.ended':
      return withBlock(
        { ...view, directory: change.directory === '' ? view.directory : change.directory },
        change.id,
        (block) => ({
          ...block,
          status: change.status,
          durationMs: change.durationMs,
          directory: change.directory,
          lineCount: change.lineCount,
          notKept: change.notKept,
          tail: change.tail,
          firstError: change.firstError,
        }),
      );
    case 'blocks.forgotten':
      return {
        ...view,
        forgotten: {
          blocks: view.forgotten.blocks + change.blocks,
          lines: view.forgotten.lines + change.lines,
        },
        blocks: view.blocks.slice(change.blocks),
      };
    case 'screen.changed':
      return { ...view, fullScreen: change.fullScreen };
    case 'directory.changed':
      return { ...view, directory: change.directory };
    case 'bell.rung':
      return { ...view, bells: change.bells };
    default:
      return assertNever(change);
  }
}

/** Replaces one block; changes nearly always name the newest, so the search starts there. */
function withBlock(
  view: SessionView,
  id: BlockId,
  update: (block: CommandBlock) => CommandBlock,
): SessionView {
  for (let index = view.blocks.length - 1; index >= 0; index -= 1) {
    const block = view.blocks[index];
    if (block?.id === id) return { ...view, blocks: view.blocks.with(index, update(block)) };
  }
  return view;
}
