/** Keeps the connection store in step with the link, and asks for the owner's records on every new connection. */
import type { Failure } from '../shared/failures/failure.ts';
import type { GatewayLink } from './link/gateway-link.ts';
import type { AppStores } from './stores/app-stores.ts';

/** Watches until `signal` aborts; `onRefused` is told why the gateway will not have this page. */
export function watchGateway(
  parts: {
    readonly stores: AppStores;
    readonly link: GatewayLink;
    readonly onRefused: (failure: Failure) => void;
  },
  signal: AbortSignal,
): void {
  const { stores, link } = parts;
  link.onState((state) => {
    switch (state.kind) {
      case 'idle':
        return;
      case 'connecting':
        stores.connection.set({ kind: 'connecting' });
        return;
      case 'open':
        stores.connection.set({ kind: 'open' });
        void link.request({ type: 'record.list' });
        return;
      case 'refused':
        if (state.failure.code === 'device.not-paired') {
          stores.connection.set({ kind: 'unpaired' });
          return;
        }
        stores.connection.set({ kind: 'refused', failure: state.failure });
        parts.onRefused(state.failure);
    }
  }, signal);
}
