/** Every limit of the keepers and of the link in one table. Limits of the wire stand beside their schema in shared/protocol. */
import { KIB, MIB, SECOND_MS } from '../../shared/base/units.ts';

/** Named limits; sizes in bytes of UTF-8 unless the name says otherwise. */
export const limits = {
  /** Sessions of one owner in one keeper; an ended one makes room for a new one. */
  sessionsPerOwner: 20,
  /** Sessions in one keeper. */
  sessionsPerKeeper: 128,
  /** Changes of one session that are kept for replay. */
  journalRingBytes: MIB,
  /** Changes of all sessions of a keeper together; above it the fullest rings give way. */
  ringsPerKeeperBytes: 24 * MIB,
  /** Changes in one message, unless a single one is larger. */
  changesPerMessageBytes: 64 * KIB,
  /** Blocks in one part of a restore, unless a single one is larger. */
  restorePartBytes: 128 * KIB,
  /** Pages whose input numbers a session remembers; the one that wrote longest ago is forgotten first. */
  inputPages: 32,
  /** Lines kept of one session, and of all sessions of a keeper together; estimated, as V8 holds them. */
  keptLinesPerSessionBytes: 8 * MIB,
  keptLinesPerKeeperBytes: 96 * MIB,
  /** Input that the host has not taken yet; above it only Stop and its like pass. */
  unsentInputBytes: 64 * KIB,
  /** Output that is not parsed yet: above the first the channel is paused, below the second resumed. */
  parserHighWaterBytes: 512 * KIB,
  parserLowWaterBytes: 128 * KIB,
  /** Lines in one answer to block.read. */
  blockReadBytes: MIB,
  /** One frame on the link. */
  linkFrameBytes: 4 * MIB,
  /** Frames that the other end of the link has not read: above it, nothing that can wait is sent. */
  linkHighWaterBytes: MIB,
  /** Requests of one lane that wait for a keeper which is just starting. */
  linkWaitingRequests: 64,
  /** How long they wait. */
  linkWaitingMs: 10 * SECOND_MS,
  /** Least time between two lists of sessions to the pages of an owner. */
  sessionListPaceMs: 200,
  /** Old-space memory of one keeper, in MiB. */
  keeperHeapMib: 256,
  /** A keeper ends itself so long after the supervisor vanished. */
  keeperOrphanMs: 30 * SECOND_MS,
} as const;
