/** The frame of the page: navigation, the view that the route names, Messages. It moves the focus when the view changes. */
import { html, nothing, type TemplateResult } from 'lit';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { routeFragment } from '../../stores/route-store.ts';
import { LightElement } from '../base/light-element.ts';
import '../help/help-view.ts';
import '../hosts/host-form-view.ts';
import '../hosts/hosts-view.ts';
import '../hosts/this-computer-view.ts';
import '../session/session-view.ts';
import '../setup/setup-view.ts';
import { documentTitle } from './document-title.ts';
import './main-navigation.ts';
import './messages-region.ts';

/** `<app-shell>`: the one element that main.ts puts into the page. */
export class AppShell extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
  };
  declare stores: AppStores;
  declare actions: AppActions;

  /** Key of the view that was drawn last; null before the first. */
  #shownView: string | null = null;

  protected override watched() {
    const { route, connection, calmSessions, hosts } = this.stores;
    return [route, connection, calmSessions, hosts];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Capture, so that speech makes room before the field itself sees the key.
    for (const name of ['keydown', 'pointerdown'])
      document.addEventListener(name, this.#onInput, { capture: true, passive: true });
    document.querySelector('.skip-link')?.addEventListener('click', this.#onSkip);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const name of ['keydown', 'pointerdown'])
      document.removeEventListener(name, this.#onInput, { capture: true });
    document.querySelector('.skip-link')?.removeEventListener('click', this.#onSkip);
  }

  protected override render(): TemplateResult {
    const { stores, actions } = this;
    const isPaired = stores.connection.get().kind !== 'unpaired';
    return html`
      ${isPaired ? html`<main-navigation .stores=${stores}></main-navigation>` : nothing}
      <main id="main" tabindex="-1">${this.#view()}</main>
      <messages-region .stores=${stores} .actions=${actions}></messages-region>
    `;
  }

  protected override updated(): void {
    document.title = documentTitle(this.stores);
    const key = this.#viewKey();
    if (key === this.#shownView) return;
    const isFirst = this.#shownView === null || this.#shownView === 'starting';
    this.#shownView = key;
    if (key === 'starting') return;
    void this.#moveFocus(isFirst);
  }

  #view(): TemplateResult {
    const { stores, actions } = this;
    const connection = stores.connection.get();
    if (connection.kind === 'starting') return html`<p>${pageWords.starting}</p>`;
    if (connection.kind === 'unpaired')
      return html`<setup-view .stores=${stores} .actions=${actions}></setup-view>`;
    if (connection.kind === 'refused') return this.#refusedView();
    const route = stores.route.get();
    switch (route.view) {
      case 'hosts':
        return html`<hosts-view .stores=${stores} .actions=${actions}></hosts-view>`;
      case 'host-form':
        return html`<host-form-view
          .stores=${stores}
          .actions=${actions}
          .hostId=${route.hostId}
        ></host-form-view>`;
      case 'this-computer':
        return html`<this-computer-view
          .stores=${stores}
          .actions=${actions}
        ></this-computer-view>`;
      case 'session':
        return html`<session-view
          .stores=${stores}
          .actions=${actions}
          .sessionId=${route.sessionId}
        ></session-view>`;
      case 'help':
        return html`<help-view .stores=${stores} .actions=${actions}></help-view>`;
    }
  }

  #refusedView(): TemplateResult {
    const connection = this.stores.connection.get();
    const words = connection.kind === 'refused' ? describeFailure(connection.failure) : null;
    return html`
      <h1 tabindex="-1">${pageWords.refusedTitle}</h1>
      <p>${words?.sentence}</p>
      <p>${words?.advice}</p>
      <button type="button" class="primary" @click=${() => window.location.reload()}>
        ${pageWords.reload}
      </button>
    `;
  }

  /** Changes when another view is shown, not when the same view shows something new. */
  #viewKey(): string {
    const { kind } = this.stores.connection.get();
    if (kind === 'starting' || kind === 'unpaired' || kind === 'refused') return kind;
    return routeFragment(this.stores.route.get());
  }

  /** To the view's own starting place, else to its heading. The first view of a page takes no focus but in a session. */
  async #moveFocus(isFirst: boolean): Promise<void> {
    const view = this.find('main > *');
    if (view instanceof LightElement) await view.updateComplete;
    if (isFirst && this.stores.route.get().view !== 'session') return;
    if (isFocusTarget(view)) view.focusStart();
    else this.find('main h1')?.focus();
  }

  readonly #onInput = (event: Event): void => {
    // A modifier alone says nothing and echoes nothing.
    if (event instanceof KeyboardEvent && /^(?:Control|Shift|Alt|Meta)$/.test(event.key)) return;
    this.actions.listening.inputHappened(false);
  };

  readonly #onSkip = (event: Event): void => {
    // The fragment of the address names the view, so the link moves the focus itself.
    event.preventDefault();
    const heading = this.find('main h1') ?? this.find('main');
    heading?.focus();
    heading?.scrollIntoView();
  };
}

interface FocusTarget {
  focusStart(): void;
}
function isFocusTarget(view: unknown): view is FocusTarget {
  return view !== null && typeof view === 'object' && 'focusStart' in view;
}

customElements.define('app-shell', AppShell);
