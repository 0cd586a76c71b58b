/** The one reducer: keeper and page both apply changes with it, so their states stay equal. */
import { assertNever } from '../base/assert-never.ts';
import type { CommandBlock } from './command-block.ts';
import type { SessionChange } from './session-change.ts';
import { OFFERS_LIMIT } from './session-view.ts';
import type { SessionView } from './session-view.ts';

/** A change of one block that is there. */
type BlockChange = Extract<SessionChange, { readonly id: unknown }>;
type HeadChange = Exclude<SessionChange, BlockChange>;

/**
 * The state after a change. Values that did not change stay identical (`===`), so that readers can tell
 * cheaply what to redraw. A change that names a block which is not there leaves the blocks as they are.
 */
export function applySessionChange(view: SessionView, change: SessionChange): SessionView {
  if (!('id' in change)) return withHead(view, change);
  const blocks = withBlock(view.blocks, change);
  if (change.type !== 'block.ended') return blocks === view.blocks ? view : { ...view, blocks };
  const directory = change.directory === '' ? view.directory : change.directory;
  return { ...view, blocks, directory, user: change.user === '' ? view.user : change.user };
}

function withHead(view: SessionView, change: HeadChange): SessionView {
  switch (change.type) {
    case 'phase.changed':
      return { ...view, phase: change.phase };
    case 'writer.changed':
      return { ...view, writer: change.writer };
    case 'block.started':
      return { ...view, blocks: [...view.blocks, change.block] };
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
      return { ...view, fullScreen: change.fullScreen, screen: null };
    case 'screen.drawn':
      return { ...view, screen: change.screen };
    case 'directory.changed':
      return { ...view, directory: change.directory };
    case 'user.changed':
      return { ...view, user: change.user };
    case 'title.changed':
      return { ...view, title: change.title };
    case 'offer.received':
      return { ...view, offers: [...view.offers, change.offer].slice(-OFFERS_LIMIT) };
    case 'bell.rung':
      return { ...view, bells: change.bells };
    default:
      return assertNever(change);
  }
}

/** Replaces one block; changes nearly always name the newest, so the search starts there. */
function withBlock(blocks: CommandBlock[], change: BlockChange): CommandBlock[] {
  for (let index = blocks.length - 1; index >= 0; index -= 1) {
    const block = blocks[index];
    if (block?.id === change.id) return blocks.with(index, changedBlock(block, change));
  }
  return blocks;
}

function changedBlock(block: CommandBlock, change: BlockChange): CommandBlock {
  switch (change.type) {
    case 'block.printed': {
      const { lineCount, notKept, latest, percent } = change;
      const head =
        change.head === null
          ? block.head
          : [...block.head.slice(0, change.head.from), ...change.head.lines];
      return { ...block, lineCount, notKept, head, latest, percent };
    }
    case 'block.quieted':
      return { ...block, status: { kind: change.isQuiet ? 'quiet' : 'running' } };
    case 'block.waited':
      return {
        ...block,
        status:
          change.prompt === null ? { kind: 'running' } : { kind: 'waiting', prompt: change.prompt },
      };
    case 'block.ended': {
      const { status, durationMs, directory, user, lineCount, notKept, tail } = change;
      const { hiddenFailure, shape, errorLines, firstError } = change;
      const output = { lineCount, notKept, tail, hiddenFailure, shape, errorLines, firstError };
      return { ...block, status, durationMs, directory, user, ...output, percent: null };
    }
    default:
      return assertNever(change);
  }
}
