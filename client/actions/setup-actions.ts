/** Making this browser a device, adding another one, signing out. */
import { success, type Result } from '../../shared/base/result.ts';
import type { Failure } from '../../shared/failures/failure.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { DeviceGate } from '../link/device-gate.ts';
import type { AppStores } from '../stores/app-stores.ts';

const SETUP_PREFIX = 'setup=';

/** Actions on this browser as a device. */
export interface SetupActions {
  /** Finds out whether this browser is paired and connects, or shows the setup view. Call once. */
  start(): Promise<void>;
  /** Pairs with a setup code or a device code; null when this browser is a device now. */
  pair(code: string): Promise<Failure | null>;
  /** A code of 8 digits that opens one more device, and for how long. */
  createDeviceCode(): Promise<Result<{ readonly code: string; readonly validMs: number }, Failure>>;
  /** Revokes this browser; null when done. */
  signOut(): Promise<Failure | null>;
  /** Connects again after a refusal. */
  tryAgain(): void;
}

/** The setup code in a fragment `setup=CODE`, or null. */
export function setupCodeIn(fragment: string): string | null {
  if (!fragment.startsWith(SETUP_PREFIX)) return null;
  const text = fragment.slice(SETUP_PREFIX.length);
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Creates the actions; `setupCode` comes from the printed link and is gone from the address by now. */
export function createSetupActions(parts: {
  readonly stores: AppStores;
  readonly link: GatewayLink;
  readonly gate: DeviceGate;
  readonly setupCode: string | null;
}): SetupActions {
  const { stores, link, gate } = parts;
  const pair = async (code: string): Promise<Failure | null> => {
    const failure = await gate.pair(code.trim());
    if (failure !== null) return failure;
    stores.notice.set(null);
    stores.route.replace({ view: 'hosts' });
    link.connect();
    return null;
  };
  return {
    async start() {
      const closed = await gate.check();
      if (closed?.code !== 'device.not-paired') {
        // Out of reach is not an answer: the link tries on and finds out.
        link.connect();
        return;
      }
      const failure = parts.setupCode === null ? null : await pair(parts.setupCode);
      if (parts.setupCode !== null && failure === null) return;
      stores.connection.set({ kind: 'unpaired' });
      stores.notice.set(failure);
    },
    pair,
    async createDeviceCode() {
      const created = await link.request({ type: 'device.create-code' });
      return created.ok ? success(created.value) : created;
    },
    async signOut() {
      const failure = await gate.signOut();
      if (failure !== null) return failure;
      link.disconnect();
      stores.connection.set({ kind: 'unpaired' });
      return null;
    },
    tryAgain: () => link.connect(),
  };
}
