/** The document's title: the view first, and in a session its state before it when it waits. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { RecordId, SessionId } from '../../../shared/model/ids.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import type { Route } from '../../stores/route-store.ts';
import { summaryOf } from '../../stores/sessions-store.ts';

/** The title for what is shown now. */
export function documentTitle(stores: AppStores): string {
  switch (stores.connection.get().kind) {
    case 'starting':
      return pageWords.appName;
    case 'unpaired':
      return pageWords.setupTitle;
    case 'refused':
      return pageWords.documentTitle(pageWords.refusedTitle);
    default:
      return routeTitle(stores, stores.route.get());
  }
}

function routeTitle(stores: AppStores, route: Route): string {
  switch (route.view) {
    case 'hosts':
      return pageWords.documentTitle(pageWords.hosts);
    case 'help':
      return pageWords.documentTitle(pageWords.help);
    case 'this-computer':
      return pageWords.documentTitle(pageWords.thisComputerTitle);
    case 'host-form':
      return hostFormTitle(stores, route.hostId);
    case 'session':
      return sessionTitle(stores, route.sessionId);
    default:
      return assertNever(route);
  }
}

function hostFormTitle(stores: AppStores, hostId: RecordId | null): string {
  const host = hostId === null ? undefined : stores.hosts.get().get(hostId);
  return pageWords.documentTitle(
    host === undefined ? pageWords.addHostTitle : pageWords.editHostTitle(host.value.name),
  );
}

function sessionTitle(stores: AppStores, sessionId: SessionId): string {
  const sessions = stores.sessions.get();
  const view = sessions.followed.get(sessionId)?.view;
  const hostName = view?.target.hostName ?? summaryOf(sessions, sessionId)?.hostName;
  if (hostName === undefined) return pageWords.documentTitle(pageWords.session);
  return view?.blocks.at(-1)?.status.kind === 'waiting'
    ? pageWords.waitingTitle(hostName)
    : pageWords.documentTitle(hostName);
}
