/** Finding text in the kept lines of a session, newest output first to be read, counted from the oldest. Loaded on demand. */
import type { BlockId, SessionId } from '../../shared/model/ids.ts';
import type { CommandBlock } from '../../shared/terminal/command-block.ts';
import { findWords } from '../../shared/words/find-words.ts';
import type { ReadingPlace } from '../stores/reading-store.ts';
import type { KeptLines } from './block-reading.ts';
import { nextPlace, type Step } from './reading-steps.ts';

/** Lines that one search looks through at most, from the newest. */
export const FIND_LINES_LIMIT = 20_000;

/** What is looked for: text in any case, in one block or (null) in all. */
export interface MatchWish {
  readonly text: string;
  readonly blockId: BlockId | null;
  readonly step: Step;
}

/** Where a search led, and the sentence for it. */
export interface Match {
  readonly place: ReadingPlace | null;
  readonly sentence: string;
}

/** Finds in the lines that `linesOf` reads; what was read of a block is kept until the block changes. */
export interface Finder {
  find(
    sessionId: SessionId,
    blocks: readonly CommandBlock[],
    wish: MatchWish & { readonly from: ReadingPlace | null },
  ): Promise<Match>;
}

/** Creates a finder that has read nothing. */
export function createFinder(
  linesOf: (sessionId: SessionId, block: CommandBlock) => Promise<KeptLines>,
): Finder {
  const known = new WeakMap<CommandBlock, KeptLines>();

  const read = async (sessionId: SessionId, block: CommandBlock): Promise<KeptLines> => {
    const kept = known.get(block) ?? (await linesOf(sessionId, block));
    known.set(block, kept);
    return kept;
  };

  return {
    async find(sessionId, blocks, { text, blockId, step, from }) {
      if (text === '') return { place: null, sentence: findWords.nothingTyped };
      const wanted = text.toLowerCase();
      const scope = blocks.filter(({ id }) => blockId === null || id === blockId);
      const places: ReadingPlace[][] = [];
      let searched = 0;
      let isWhole = true;
      for (const block of scope.toReversed()) {
        if (searched >= FIND_LINES_LIMIT) {
          isWhole = false;
          break;
        }
        const kept = await read(sessionId, block);
        searched += kept.lines.length;
        isWhole &&= kept.isWhole;
        places.unshift(matchesIn(block.id, kept, wanted));
      }
      const sentenceEnd = isWhole ? '' : `, ${findWords.searchedOnly(searched)}`;
      const start = blockId === null || from?.blockId === blockId ? from : edgeOf(blockId, step);
      return matchFrom(blocks, places.flat(), { from: start, step, sentenceEnd });
    },
  };
}

function matchesIn(blockId: BlockId, { lines }: KeptLines, wanted: string): ReadingPlace[] {
  return lines
    .filter(({ line }) => line.text.toLowerCase().includes(wanted))
    .map(({ index }) => ({ blockId, line: index }));
}

/** Where a search in a block begins that one is not in: before its first line, or behind its last. */
function edgeOf(blockId: BlockId, step: Step): ReadingPlace {
  return { blockId, line: step === 1 ? null : Number.MAX_SAFE_INTEGER };
}

/** The next match; past the last one the first again, which is said. */
function matchFrom(
  blocks: readonly CommandBlock[],
  places: readonly ReadingPlace[],
  {
    from,
    step,
    sentenceEnd,
  }: { readonly from: ReadingPlace | null; readonly step: Step; readonly sentenceEnd: string },
): Match {
  const beyond = nextPlace(blocks, places, { from, step });
  const around = step === 1 ? places[0] : places.at(-1);
  const place = beyond ?? around ?? null;
  if (place === null) return { place, sentence: findWords.noMatch + sentenceEnd };
  // From nowhere the newest block is looked at first, and going on at the beginning is no news.
  const isAgain = beyond === null && from !== null;
  const again = step === 1 ? findWords.fromBeginning : findWords.fromEnd;
  const at = findWords.matchAt(places.indexOf(place) + 1, places.length);
  return { place, sentence: at + (isAgain ? `, ${again}` : '') + sentenceEnd };
}
