/** The lines this page has sent to a session as commands, for Up and Down. Answers and secrets never come here. */

import type { SessionId } from '../../shared/model/ids.ts';

/** Lines kept per session. */
export const HISTORY_LIMIT = 200;

/** One session's history and a place in it. */
export interface CommandHistory {
  /** Adds a line at the end and leaves the history. A line equal to the one before is not added. */
  add(line: string): void;
  /** Puts in front what was run before this page was opened, oldest first; only the first call does anything. */
  seed(lines: readonly string[]): void;
  /** All lines, newest first, each once. */
  newestFirst(): readonly string[];
  /** The line before the one shown, or null at the oldest; `draft` is kept for the way back. */
  older(draft: string): string | null;
  /** The line after the one shown, at last the draft; null when the draft is shown already. */
  newer(): string | null;
}

/** Creates an empty history. */
export function createCommandHistory(): CommandHistory {
  let lines: readonly string[] = [];
  let place = 0;
  let draft = '';
  let isSeeded = false;
  return {
    seed(before) {
      if (isSeeded) return;
      isSeeded = true;
      const kept = before.filter((line, index) => line.trim() !== '' && line !== before[index - 1]);
      const isAtEnd = place === lines.length;
      lines = [...kept, ...lines].slice(-HISTORY_LIMIT);
      if (isAtEnd) place = lines.length;
    },
    newestFirst: () => [...new Set(lines.toReversed())],
    add(line) {
      if (line.trim() !== '' && lines.at(-1) !== line)
        lines = [...lines, line].slice(-HISTORY_LIMIT);
      place = lines.length;
      draft = '';
    },
    older(current) {
      if (place === 0) return null;
      if (place === lines.length) draft = current;
      place -= 1;
      return lines[place] ?? null;
    },
    newer() {
      if (place >= lines.length) return null;
      place += 1;
      return place === lines.length ? draft : (lines[place] ?? null);
    },
  };
}

/** The histories of all sessions, made when they are first asked for. */
export interface CommandHistories {
  of(sessionId: SessionId): CommandHistory;
  forget(sessionId: SessionId): void;
}

/** Creates an empty shelf of histories. */
export function createCommandHistories(): CommandHistories {
  const histories = new Map<SessionId, CommandHistory>();
  return {
    of(sessionId) {
      const history = histories.get(sessionId) ?? createCommandHistory();
      histories.set(sessionId, history);
      return history;
    },
    forget: (sessionId) => void histories.delete(sessionId),
  };
}
