/**
 * Shares the memory for rings of changes among the sessions of one keeper: the fullest rings give way first, down to
 * one common level. What a ring that forgets means for its pages is `attachment`'s affair: they get the state instead.
 */

/** What the budget knows of a ring. */
export interface BudgetedRing {
  /** Bytes of the changes that it keeps. */
  readonly keptBytes: number;
  /** Forgets the oldest changes until at most `bytes` are kept. */
  forgetDownTo(bytes: number): void;
}

/** The place of one ring in the budget. */
export interface RingPlace {
  /** The ring has grown: when all together are above the budget, the fullest forget until they are not. */
  settle(): void;
  /** Gives the place back; the ring no longer counts. */
  leave(): void;
}

/** The budget of one keeper. */
export interface RingBudget {
  join(ring: BudgetedRing): RingPlace;
}

/** A budget of `totalBytes` for all rings together, however many there are. */
export function createRingBudget(totalBytes: number): RingBudget {
  const rings = new Set<BudgetedRing>();
  const settle = (): void => {
    let sumBytes = 0;
    for (const { keptBytes } of rings) sumBytes += keptBytes;
    if (sumBytes <= totalBytes) return;
    const levelBytes = commonLevel(
      [...rings].map(({ keptBytes }) => keptBytes),
      totalBytes,
    );
    for (const ring of rings) if (ring.keptBytes > levelBytes) ring.forgetDownTo(levelBytes);
  };
  return {
    join(ring) {
      rings.add(ring);
      return { settle, leave: () => void rings.delete(ring) };
    },
  };
}

/** The level to which sizes above it have to fall so that all of them together are `totalBytes`; smaller ones stay. */
function commonLevel(sizes: readonly number[], totalBytes: number): number {
  let leftBytes = totalBytes;
  let leftRings = sizes.length;
  for (const bytes of [...sizes].sort((one, other) => one - other)) {
    if (bytes * leftRings >= leftBytes) break;
    leftBytes -= bytes;
    leftRings -= 1;
  }
  return leftBytes / Math.max(1, leftRings);
}
