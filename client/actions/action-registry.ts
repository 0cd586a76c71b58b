/** The actions that have a chord: id, words and default chord. Every one of them is also a button. */
import { pageWords } from '../../shared/words/page-words.ts';

/** Names of the actions with a chord. */
export type ActionId = 'stop' | 'older-command' | 'newer-command' | 'send-line';

/** One action for the list in Help. */
export interface RegisteredAction {
  readonly id: ActionId;
  readonly words: string;
  /** As `input/key-chord.ts` writes it. */
  readonly chord: string;
}

/** All actions with a chord, in the order in which Help lists them. */
export const registeredActions: readonly RegisteredAction[] = [
  { id: 'send-line', words: pageWords.actionSendLine, chord: 'Enter' },
  { id: 'stop', words: pageWords.actionStop, chord: 'Ctrl+C' },
  { id: 'older-command', words: pageWords.actionOlder, chord: 'ArrowUp' },
  { id: 'newer-command', words: pageWords.actionNewer, chord: 'ArrowDown' },
];
