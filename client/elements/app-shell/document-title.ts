/** The document's title: the view first, and in a session its state before it when it waits. */
import { assertNever } from '../../../shared/base/assert-never.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { summaryOf } from '../../stores/sessions-store.ts';

/** The title for what is shown now. */
export function documentTitle(stores: AppStores): string {
  const { kind } = stores.connection.get();
  if (kind === 'starting') return pageWords.appName;
  if (kind === 'unpaired') return pageWords.setupTitle;
  if (kind === 'refused') return pageWords.documentTitle(pageWords.refusedTitle);
  const route = stores.route.get();
  switch (route.view) {
    case 'hosts':
      return pageWords.documentTitle(pageWords.hosts);
    case 'help':
      return pageWords.documentTitle(pageWords.help);
    case 'this-computer':
      return pageWords.documentTitle(pageWords.thisComputerTitle);
    case 'host-form': {
      const host = route.hostId === null ? undefined : stores.hosts.get().get(route.hostId);
      return pageWords.documentTitle(
        host === undefined ? pageWords.addHostTitle : pageWords.editHostTitle(host.value.name),
      );
    }
    case 'session': {
      const sessions = stores.sessions.get();
      const view = sessions.followed.get(route.sessionId)?.view;
      const hostName =
        view?.target.hostName ?? summaryOf(sessions, route.sessionId)?.hostName ?? null;
      if (hostName === null) return pageWords.documentTitle(pageWords.session);
      return view?.blocks.at(-1)?.status.kind === 'waiting'
        ? pageWords.waitingTitle(hostName)
        : pageWords.documentTitle(hostName);
    }
    default:
      return assertNever(route);
  }
}
