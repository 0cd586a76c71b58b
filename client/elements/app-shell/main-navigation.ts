/** Navigation "Main": the views, then the open sessions by name and state. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sessionStateWord } from '../../../shared/speech/block-labels.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { SessionSummary } from '../../../shared/protocol/session-conversation.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { routeFragment, type Route } from '../../stores/route-store.ts';
import { listSummaries } from '../../stores/sessions-store.ts';
import { LightElement } from '../base/light-element.ts';

/** `<main-navigation>`. */
export class MainNavigation extends LightElement {
  static override properties = { stores: { attribute: false } };
  declare stores: AppStores;

  protected override watched() {
    return [this.stores.route, this.stores.calmSessions];
  }

  protected override render(): TemplateResult {
    const summaries = listSummaries(this.stores.sessions.get());
    return html`
      <nav aria-label=${pageWords.mainNavigation}>
        <ul>
          <li>${this.#link({ view: 'hosts' }, pageWords.hosts)}</li>
          <li>${this.#link({ view: 'help' }, pageWords.help)}</li>
          ${repeat(
            namedSessions(summaries),
            ({ summary }) => summary.sessionId,
            ({ summary, name }) => html`
              <li>
                ${this.#link(
                  { view: 'session', sessionId: summary.sessionId },
                  pageWords.sessionLink(name, sessionStateWord(summary)),
                )}
              </li>
            `,
          )}
        </ul>
      </nav>
    `;
  }

  #link(route: Route, words: string): TemplateResult {
    const fragment = routeFragment(route);
    const isCurrent = routeFragment(this.stores.route.get()) === fragment;
    const go = (event: MouseEvent): void => {
      // A click with a modifier opens a tab, which the browser does by itself.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.stores.route.go(route);
    };
    return html`<a href="#${fragment}" aria-current=${isCurrent ? 'page' : nothing} @click=${go}
      >${words}</a
    >`;
  }
}

/** Names of sessions: the second one on a host is "web1 (2)". */
function namedSessions(
  summaries: readonly SessionSummary[],
): readonly { readonly summary: SessionSummary; readonly name: string }[] {
  const counts = new Map<string, number>();
  return summaries.map((summary) => {
    const number = (counts.get(summary.hostName) ?? 0) + 1;
    counts.set(summary.hostName, number);
    const name = number === 1 ? summary.hostName : pageWords.numberedName(summary.hostName, number);
    return { summary, name };
  });
}

customElements.define('main-navigation', MainNavigation);
