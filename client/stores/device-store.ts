/** This browser as a device of its owner, and what the gateway itself offers to connect to. */
import type { Offers } from '../../shared/protocol/hello-conversation.ts';
import { createStore, type Store } from './store.ts';

/** Empty before the gateway's welcome. */
export interface DeviceState {
  readonly deviceName: string;
  readonly offers: Offers;
}

/** Creates the store of a device that is not known yet. */
export function createDeviceStore(): Store<DeviceState> {
  return createStore<DeviceState>({
    deviceName: '',
    offers: { practice: null, thisComputer: null },
  });
}
