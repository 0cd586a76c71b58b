/** The pages that are connected, by owner: telling all of them something, and closing those of a device. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { DeviceEvent } from '../accounts/device-events.ts';
import type { SignedInDevice } from '../accounts/devices.ts';
import type { Failure } from '../../../shared/failures/failure.ts';
import type { OwnerId } from '../../../shared/model/ids.ts';
import type { ServerMessage } from '../../../shared/protocol/server-message.ts';

/** Sockets that one owner may have open. */
export const SOCKETS_PER_OWNER_LIMIT = 10;

/** A connected page as others see it. */
export interface Connection {
  readonly device: SignedInDevice;
  /** Sends to the page if it has said hello. */
  tell(message: ServerMessage): void;
  /** Says why and closes. */
  refuse(failure: Failure): void;
  /** Closes with 1012 (RFC 6455 registry: service restart); the page comes back by itself. */
  closeForRestart(): void;
}

/** All connections of this web process. */
export interface Connections {
  add(connection: Connection): void;
  remove(connection: Connection): void;
  countOf(ownerId: OwnerId): number;
  tellOthers(sender: Connection, message: ServerMessage): void;
  /** Closes the sockets of a revoked device, tells the pages of an owner about a new one. */
  readonly handle: (event: DeviceEvent) => void;
  closeAll(): void;
}

/** No connections yet. */
export function createConnections(): Connections {
  const all = new Set<Connection>();
  const of = (ownerId: OwnerId): Connection[] =>
    [...all].filter((connection) => connection.device.ownerId === ownerId);
  return {
    add(connection) {
      all.add(connection);
    },
    remove(connection) {
      all.delete(connection);
    },
    countOf: (ownerId) => of(ownerId).length,
    tellOthers(sender, message) {
      for (const other of of(sender.device.ownerId)) if (other !== sender) other.tell(message);
    },
    handle(event) {
      const pages = of(event.ownerId);
      switch (event.kind) {
        case 'joined':
          for (const page of pages)
            page.tell({ type: 'device.joined', deviceName: event.deviceName });
          return;
        case 'revoked':
          for (const page of pages)
            if (page.device.deviceId === event.deviceId) page.refuse({ code: 'device.not-paired' });
          return;
        default:
          assertNever(event);
      }
    },
    closeAll() {
      for (const connection of [...all]) connection.closeForRestart();
    },
  };
}
