/**
 * What the person typed into one session and the keeper has not confirmed yet. Inputs are numbered, kept until
 * they are confirmed, and sent again after a reconnect to the same keeper; never to another session.
 */
import { failed, success, type Result } from '../../shared/base/result.ts';
import { KIB } from '../../shared/base/units.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { SessionInput } from '../../shared/protocol/input-conversation.ts';

/** Bytes of UTF-8 that may wait for a confirmation in one session. */
export const OUTBOX_LIMIT_BYTES = 64 * KIB;
/** What an input costs beyond its text, so that empty ones are bounded too. */
const OVERHEAD_BYTES = 64;

/** One input and its number, from 1. */
export interface NumberedInput {
  readonly number: number;
  readonly input: SessionInput;
}

/** The unconfirmed input of one page in one session. */
export interface Outbox {
  /** Numbers an input and keeps it; fails with session.input-behind when too much waits already. */
  add(input: SessionInput): Result<NumberedInput, Failure>;
  /** Forgets everything up to `number`. */
  confirm(number: number): void;
  /** Nothing from `number` on was taken: forgets it, numbers on from there, and gives what is lost. */
  refuse(number: number): readonly NumberedInput[];
  /** After attaching: the keeper has taken inputs up to `confirmed`; gives what must be sent again, in order. */
  resume(confirmed: number): readonly NumberedInput[];
  /** Forgets all and gives what was never confirmed: it is told, not sent. */
  abandon(): readonly NumberedInput[];
}

/** Creates an empty outbox. */
export function createOutbox(): Outbox {
  let lastNumber = 0;
  let waiting: readonly NumberedInput[] = [];
  const confirm = (number: number): void => {
    waiting = waiting.filter((entry) => entry.number > number);
  };
  return {
    add(input) {
      const bytes = waiting.reduce((sum, entry) => sum + inputBytes(entry.input), 0);
      if (bytes + inputBytes(input) > OUTBOX_LIMIT_BYTES)
        return failed({ code: 'session.input-behind', limitBytes: OUTBOX_LIMIT_BYTES });
      lastNumber += 1;
      const entry = { number: lastNumber, input };
      waiting = [...waiting, entry];
      return success(entry);
    },
    confirm,
    refuse(number) {
      const lost = waiting.filter((entry) => entry.number >= number);
      waiting = waiting.filter((entry) => entry.number < number);
      lastNumber = Math.min(lastNumber, number - 1);
      return lost;
    },
    resume(confirmed) {
      confirm(confirmed);
      // A keeper that knows less than was dropped here would see a gap: what waits is numbered on from its count.
      waiting = waiting.map((entry, index) => ({ ...entry, number: confirmed + 1 + index }));
      lastNumber = confirmed + waiting.length;
      return waiting;
    },
    abandon() {
      const lost = waiting;
      waiting = [];
      return lost;
    },
  };
}

function inputBytes(input: SessionInput): number {
  const textBytes = 'text' in input ? new TextEncoder().encode(input.text).byteLength : 1;
  return textBytes + OVERHEAD_BYTES;
}
