/** The chords of walking through output, with what each does. */
import type { SessionId } from '../../shared/model/ids.ts';
import { readingWords } from '../../shared/words/reading-words.ts';
import type { ReadingActions } from './reading-actions.ts';

/** One action of reading that has a chord. */
export interface ReadingChord {
  readonly id: string;
  readonly words: string;
  /** As `input/key-chord.ts` writes it. */
  readonly chord: string;
  readonly run: (reading: ReadingActions, sessionId: SessionId) => void;
}

/** All of them, in the order in which they are listed. */
export const readingChords: readonly ReadingChord[] = [
  {
    id: 'next-error',
    words: readingWords.nextError,
    chord: 'F8',
    run: (reading, sessionId) => reading.goToError(sessionId, 1),
  },
  {
    id: 'previous-error',
    words: readingWords.previousError,
    chord: 'Shift+F8',
    run: (reading, sessionId) => reading.goToError(sessionId, -1),
  },
  {
    id: 'next-command',
    words: readingWords.nextCommand,
    chord: 'F9',
    run: (reading, sessionId) => reading.goToCommand(sessionId, 1),
  },
  {
    id: 'previous-command',
    words: readingWords.previousCommand,
    chord: 'Shift+F9',
    run: (reading, sessionId) => reading.goToCommand(sessionId, -1),
  },
  {
    id: 'find',
    words: readingWords.find,
    chord: 'F3',
    run: (reading, sessionId) => reading.findAgain(sessionId, 1),
  },
  {
    id: 'find-previous',
    words: readingWords.findPrevious,
    chord: 'Shift+F3',
    run: (reading, sessionId) => reading.findAgain(sessionId, -1),
  },
];
