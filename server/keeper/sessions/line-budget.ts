/**
 * Shares the memory for kept lines among the sessions of one keeper, in equal parts. What a session forgets to keep
 * within its part is its own affair.
 */

/** A session's part of the budget. */
export interface LineShare {
  /** Bytes that its kept lines may take now. Falls as sessions come and grows as they go. */
  limitBytes(): number;
  /** Gives the part back. */
  leave(): void;
}

/** The budget of one keeper. */
export interface LineBudget {
  /** A part for one more session; all others hear at once by their `onFallen` that theirs is smaller. */
  join(onFallen: () => void): LineShare;
}

/** A budget of `totalBytes`, of which one session gets at most `sessionBytes`. */
export function createLineBudget(totalBytes: number, sessionBytes: number): LineBudget {
  const members = new Set<() => void>();
  const limitBytes = (): number => Math.min(sessionBytes, totalBytes / Math.max(1, members.size));
  return {
    join(onFallen) {
      const beforeBytes = limitBytes();
      // A function of its own, so that each member is one.
      const member = (): void => onFallen();
      members.add(member);
      if (limitBytes() < beforeBytes) {
        for (const other of members) if (other !== member) other();
      }
      return { limitBytes, leave: () => void members.delete(member) };
    },
  };
}
