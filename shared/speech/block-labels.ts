/** Names of blocks and sessions for headings, buttons and the navigation. */
import type { CommandBlock } from '../terminal/command-block.ts';
import { en } from '../words/en.ts';
import type { SpokenWords } from '../words/spoken-words.ts';
import type { Words } from '../words/words.ts';
import { commandTitle } from './command-title.ts';
import { statusWord } from './status-word.ts';

/** Text of a block's heading: `df -h, ok, 8 lines`; while it runs or waits just `make, running`. */
export function headingOf(block: CommandBlock, words: Words = en): string {
  const { kind } = block.status;
  if (block.kind === 'greeting')
    return `${words.spoken.greetingHeading}, ${linesOrNone(block.lineCount, words)}`;
  if (block.kind === 'late')
    return `${words.spoken.lateOutputHeading}, ${linesOrNone(block.lineCount, words)}`;
  const title = commandTitle(block.commandLine, words);
  if (kind === 'running' || kind === 'quiet' || kind === 'waiting')
    return `${title}, ${words.spoken.status.running}`;
  return `${title}, ${statusWord(block.status, block.bounds, words)}, ${linesOrNone(block.lineCount, words)}`;
}

/** Whether a block is somebody's command or entry, which a name can be made of. */
export function hasCommandLine({ kind }: CommandBlock): boolean {
  return kind === 'command' || kind === 'entry';
}

/** What follows "Latest: " on the button: `ok, 8 lines, df -h`. */
export function latestLabel(block: CommandBlock, words: Words = en): string {
  const size = linesOrNone(block.lineCount, words);
  if (block.kind === 'greeting') return `${words.spoken.greeting}, ${size}`;
  if (block.kind === 'late') return `${words.spoken.lateOutput}, ${size}`;
  const status = statusWord(block.status, block.bounds, words);
  return `${status}, ${size}, ${commandTitle(block.commandLine, words)}`;
}

/** Whatever has the state of a session summary. */
interface SessionWithState {
  readonly state: keyof SpokenWords['sessionState'];
}

/** State of a session in the navigation, after its name: `web1, waiting`. */
export function sessionStateWord(summary: SessionWithState, words: Words = en): string {
  return words.spoken.sessionState[summary.state];
}

/** `8 lines`, `no output`. */
export function linesOrNone(lineCount: number, words: Words = en): string {
  return lineCount === 0 ? words.spoken.noOutput : words.spoken.lines(lineCount);
}
