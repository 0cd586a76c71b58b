/** The road to the keepers as the gateway sees it: one lane per page, the page's own messages on it. */
import type { DeviceId, OwnerId, PageId } from '../../../shared/model/ids.ts';
import type { KeeperRequest } from '../../../shared/protocol/client-message.ts';
import type { KeeperFact } from '../../../shared/protocol/server-message.ts';

/** Who stands behind a lane; the keeper shows it this owner's sessions only. */
export interface LaneIdentity {
  readonly ownerId: OwnerId;
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  readonly pageId: PageId;
}

/** What comes back on a lane. */
export interface LaneListener {
  onFact(message: KeeperFact): void;
  /** The keeper in `slot` (0 to 63) died with its sessions. */
  onKeeperLost(slot: number): void;
  /** What the page follows was forgotten on the way; it has to come back and attach anew. */
  onInterrupted(): void;
}

/** One page's connection seen through the link. */
export interface KeeperLane {
  request(message: KeeperRequest): void;
  close(): void;
}

/** Opens lanes; sessions are reached by the slot in their id, new ones by owner and address. */
export interface KeeperLink {
  openLane(identity: LaneIdentity, listener: LaneListener): KeeperLane;
}
