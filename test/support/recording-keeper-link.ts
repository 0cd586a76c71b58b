/** A keeper link without keepers: it records what the web process asks, and says what a test wants it to say. */
import type { KeeperRequest } from '../../shared/protocol/client-message.ts';
import type { KeeperLink, LaneIdentity, LaneListener } from '../../server/web/ports/keeper-link.ts';

/** One lane as the keepers would see it. */
export interface RecordedLane {
  readonly identity: LaneIdentity;
  readonly requests: KeeperRequest[];
  readonly listener: LaneListener;
  isOpen: boolean;
}

/** A link that remembers all its lanes, oldest first. */
export interface RecordingKeeperLink extends KeeperLink {
  readonly lanes: RecordedLane[];
}

/** Answers nothing by itself unless `answer` is given, which is called with each request. */
export function createRecordingKeeperLink(
  answer?: (lane: RecordedLane, request: KeeperRequest) => void,
): RecordingKeeperLink {
  const lanes: RecordedLane[] = [];
  return {
    lanes,
    openLane(identity, listener) {
      const lane: RecordedLane = { identity, requests: [], listener, isOpen: true };
      lanes.push(lane);
      return {
        request(message) {
          if (!lane.isOpen) throw new Error('A request came on a closed lane.');
          lane.requests.push(message);
          answer?.(lane, message);
        },
        close() {
          lane.isOpen = false;
        },
      };
    },
  };
}
