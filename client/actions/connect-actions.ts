/** Opening sessions, and the two questions a connection may ask: is this key right, and who are you. */
import type { Failure } from '../../shared/failures/failure.ts';
import type { HostKey } from '../../shared/model/host-key.ts';
import { SSH_PORT, type Host } from '../../shared/model/host.ts';
import type { SessionId } from '../../shared/model/ids.ts';
import type { KnownHost } from '../../shared/model/known-host.ts';
import type { SessionTarget } from '../../shared/terminal/session-view.ts';
import { pageWords } from '../../shared/words/page-words.ts';
import type { GatewayLink } from '../link/gateway-link.ts';
import type { SessionFollower } from '../link/session-follower.ts';
import type { AppStores } from '../stores/app-stores.ts';
import type { Held } from '../stores/records-store.ts';
import { isSamePlace } from './host-actions.ts';
import type { ListeningActions } from './listening-actions.ts';
import type { RecordWriter } from './record-writer.ts';

/** Actions that open sessions. Each shows the new session, or says why there is none. */
export interface ConnectActions {
  toHost(host: Host): Promise<void>;
  toPractice(): Promise<void>;
  toThisComputer(userName: string): Promise<void>;
  /** Opens a new session to where `sessionId` was connected, in place of it. */
  again(sessionId: SessionId): Promise<void>;
  /** Stores the key as trusted and goes on connecting. */
  trust(sessionId: SessionId, hostKey: HostKey): Promise<void>;
  /** Does not connect. */
  distrust(sessionId: SessionId): Promise<void>;
  /** Answers in the order of the prompts, or null to cancel. They are not kept. */
  signIn(
    sessionId: SessionId,
    questionId: number,
    answers: readonly string[] | null,
  ): Promise<void>;
}

/** What the actions are made from. */
export interface ConnectActionParts {
  readonly stores: AppStores;
  readonly link: GatewayLink;
  readonly follower: SessionFollower;
  readonly records: RecordWriter;
  readonly listening: ListeningActions;
  readonly newId: () => string;
  readonly epochMs: () => number;
}

/** Creates the actions. */
export function createConnectActions(parts: ConnectActionParts): ConnectActions {
  const { stores, link, follower, listening } = parts;

  async function open(target: SessionTarget): Promise<boolean> {
    stores.notice.set(null);
    const pin = knownHostOf(stores, target)?.value.hostKey ?? null;
    const opened = await link.request({ type: 'session.open', target, pin });
    if (!opened.ok) {
      stores.notice.set(opened.failure);
      listening.sayFailure(opened.failure);
      return false;
    }
    const { sessionId } = opened.value;
    stores.sessions.expect(sessionId, target);
    follower.follow(sessionId);
    stores.route.go({ view: 'session', sessionId });
    return true;
  }

  async function decide(sessionId: SessionId, trusted: HostKey | null): Promise<void> {
    const done = await link.request({ type: 'host-key.decide', sessionId, trusted });
    if (!done.ok) listening.sayFailure(done.failure);
  }

  return {
    async toHost(host) {
      await open({ kind: 'host', hostName: host.name, ...placeOf(host), userName: host.userName });
    },
    async toPractice() {
      const { practice } = stores.device.get().offers;
      if (practice === null) return;
      // The gateway knows the port of its own practice server; what stands here is only well-formed.
      await open({
        kind: 'practice',
        hostName: pageWords.practiceServer,
        address: 'localhost',
        port: SSH_PORT,
        userName: practice.userName,
      });
    },
    async toThisComputer(userName) {
      const { thisComputer } = stores.device.get().offers;
      if (thisComputer === null) return;
      const hostName = pageWords.thisComputer;
      await open({ kind: 'host', hostName, ...placeOf(thisComputer), userName });
    },
    async again(sessionId) {
      const target = stores.sessions.get().followed.get(sessionId)?.view?.target;
      if (target === undefined || !(await open(target))) return;
      follower.unfollow(sessionId);
      void link.request({ type: 'session.end', sessionId });
      stores.sessions.forget(sessionId);
    },
    async trust(sessionId, hostKey) {
      const target = stores.sessions.get().followed.get(sessionId)?.view?.target;
      if (target === undefined) return;
      const failure = await rememberKey(parts, target, hostKey);
      // Not remembering the key only means to be asked again; the decision itself still holds.
      if (failure !== null) listening.sayFailure(failure);
      await decide(sessionId, hostKey);
    },
    distrust: (sessionId) => decide(sessionId, null),
    async signIn(sessionId, questionId, answers) {
      const done = await link.request({
        type: 'sign-in.answer',
        sessionId,
        questionId,
        answers: answers === null ? null : [...answers],
      });
      if (!done.ok) listening.sayFailure(done.failure);
    },
  };
}

/** Stores the key as the one trusted for the target; null when done. */
async function rememberKey(
  { stores, records, newId, epochMs }: ConnectActionParts,
  target: SessionTarget,
  hostKey: HostKey,
): Promise<Failure | null> {
  const known = knownHostOf(stores, target);
  const isPractice = target.kind === 'practice';
  const knownHost: KnownHost = {
    kind: target.kind,
    address: isPractice ? '' : target.address,
    port: isPractice ? 0 : target.port,
    hostKey,
    trustedAtEpochMs: epochMs(),
  };
  return records.put('known-host', known?.id ?? newId(), known?.revision ?? 0, knownHost);
}

/** The newest key that the owner trusts for the target, or null. */
function knownHostOf(stores: AppStores, target: SessionTarget): Held<KnownHost> | null {
  const known = [...stores.knownHosts.get().values()].filter(({ value }) =>
    value.kind === 'practice'
      ? target.kind === 'practice'
      : target.kind === 'host' && isSamePlace(value, target),
  );
  known.sort((one, other) => other.value.trustedAtEpochMs - one.value.trustedAtEpochMs);
  return known[0] ?? null;
}

function placeOf(place: { readonly address: string; readonly port: number }) {
  return { address: place.address, port: place.port };
}
