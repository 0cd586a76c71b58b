/** Which view belongs on the page, its heading and the document's title. Pure. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { RecordId, SessionId } from '../../../shared/model/ids.ts';
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { routeFragment, type Route } from '../../stores/route-store.ts';
import { summaryOf } from '../../stores/sessions-store.ts';
import { changedKey } from '../session/changed-key.ts';

/** A view of the page: those before there is a connection, or the one that the route names. */
export type ShownView =
  | { readonly kind: 'starting' | 'unpaired' | 'refused' }
  | { readonly kind: 'route'; readonly route: Route };

/** The view for what the stores hold now. */
export function viewFor(stores: AppStores): ShownView {
  const { kind } = stores.connection.get();
  if (kind === 'starting' || kind === 'unpaired' || kind === 'refused') return { kind };
  return { kind: 'route', route: stores.route.get() };
}

/** Equal for two values that mean the same view, whatever it shows. */
export function viewKey(view: ShownView): string {
  return view.kind === 'route' ? routeFragment(view.route) : view.kind;
}

/** The text of the view's `h1`. */
export function viewHeading(view: ShownView, stores: AppStores): string {
  switch (view.kind) {
    case 'starting':
      return pageWords.appName;
    case 'unpaired':
      return pageWords.setupTitle;
    case 'refused':
      return pageWords.refusedTitle;
    default:
      return routeHeading(view.route, stores);
  }
}

/** The document's title: the view first, and in a session its state before it when it waits. */
export function documentTitle(view: ShownView, stores: AppStores): string {
  const heading = viewHeading(view, stores);
  if (view.kind === 'starting' || view.kind === 'unpaired') return heading;
  return view.kind === 'route' && isWaiting(view.route, stores)
    ? pageWords.waitingTitle(heading)
    : pageWords.documentTitle(heading);
}

function routeHeading(route: Route, stores: AppStores): string {
  switch (route.view) {
    case 'hosts':
      return pageWords.hosts;
    case 'help':
      return pageWords.helpTitle;
    case 'this-computer':
      return pageWords.thisComputerTitle;
    case 'host-form':
      return hostFormHeading(stores, route.hostId);
    case 'session':
      return sessionHeading(stores, route.sessionId);
    default:
      return assertNever(route);
  }
}

function hostFormHeading(stores: AppStores, hostId: RecordId | null): string {
  const host = hostId === null ? undefined : stores.hosts.get().get(hostId);
  return host === undefined ? pageWords.addHostTitle : pageWords.editHostTitle(host.value.name);
}

function sessionHeading(stores: AppStores, sessionId: SessionId): string {
  const view = stores.sessions.get().followed.get(sessionId)?.view ?? null;
  const summary = summaryOf(stores.sessions.get(), sessionId);
  const hostName =
    stores.sessions.targetOf(sessionId)?.hostName ?? summary?.hostName ?? pageWords.session;
  return view !== null && changedKey(view) !== null
    ? pageWords.keyChangedTitle(hostName)
    : hostName;
}

function isWaiting(route: Route, stores: AppStores): boolean {
  if (route.view !== 'session') return false;
  const view = stores.sessions.get().followed.get(route.sessionId)?.view;
  return view !== undefined && view !== null && runningBlock(view)?.status.kind === 'waiting';
}
