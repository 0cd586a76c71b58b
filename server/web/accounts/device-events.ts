/** What happens to devices while pages are connected; the gateway closes sockets and tells pages. */
import type { DeviceId, OwnerId } from '../../../shared/model/ids.ts';

export type DeviceEvent =
  | {
      readonly kind: 'joined';
      readonly ownerId: OwnerId;
      readonly deviceId: DeviceId;
      readonly deviceName: string;
    }
  | { readonly kind: 'revoked'; readonly ownerId: OwnerId; readonly deviceId: DeviceId };
