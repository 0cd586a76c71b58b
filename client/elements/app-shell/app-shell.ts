/**
 * The frame of the page: navigation, the one `h1`, the view that the route names, Messages. When the view changes it
 * renames the heading and gives it the focus before the old view goes: a removed focus is never heard.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import type { Route } from '../../stores/route-store.ts';
import { focusIsKnown, focusViewHeading, isFocusIn } from '../base/focus.ts';
import { LightElement } from '../base/light-element.ts';
import '../help/help-view.ts';
import '../hosts/host-form-view.ts';
import '../hosts/hosts-view.ts';
import '../hosts/this-computer-view.ts';
import '../setup/setup-view.ts';
import './main-navigation.ts';
import './messages-region.ts';
import { createLatePart } from './late-part.ts';
import { documentTitle, viewFor, viewHeading, viewKey, type ShownView } from './shown-view.ts';

/** `<app-shell>`: the one element that main.ts puts into the page. */
export class AppShell extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    shown: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  /** The view on the page; on a change it lags behind the stores until the heading has the focus. */
  declare shown: ShownView;
  #isChanging = false;
  /** Sessions are the largest part of the page; the list of hosts does without. */
  readonly #sessionPart = createLatePart(
    () => import('../session/session-view.ts'),
    () => void this.#sessionPartCame(),
  );

  constructor() {
    super();
    this.shown = { kind: 'starting' };
  }

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

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Nothing has the focus before the first view, so there is nothing to wait for.
    if (!changed.has('shown') && this.shown.kind === 'starting') this.shown = viewFor(this.stores);
  }

  protected override render(): TemplateResult {
    const { stores, actions, shown } = this;
    const isPaired = shown.kind !== 'unpaired';
    return html`
      ${isPaired ? html`<main-navigation .stores=${stores}></main-navigation>` : nothing}
      <main id="main">
        <h1 tabindex="-1">${viewHeading(viewFor(stores), stores)}</h1>
        <div class="view">${keyed(viewKey(shown), this.#view())}</div>
      </main>
      <messages-region .stores=${stores} .actions=${actions}></messages-region>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const next = viewFor(this.stores);
    document.title = documentTitle(next, this.stores);
    const isFirst = changed.has('shown') && changed.get('shown')?.kind === 'starting';
    if (isFirst) {
      void this.#startView(true);
      whenIdle(() => void this.#sessionPart.load());
    } else if (viewKey(next) !== viewKey(this.shown)) void this.#changeView();
  }

  #view(): TemplateResult {
    const { stores, actions, shown } = this;
    switch (shown.kind) {
      case 'starting':
        return html`<p>${pageWords.starting}</p>`;
      case 'unpaired':
        return html`<setup-view .stores=${stores} .actions=${actions}></setup-view>`;
      case 'refused':
        return this.#refusedView();
      default:
        return this.#routeView(shown.route);
    }
  }

  #routeView(route: Route): TemplateResult {
    const { stores, actions } = this;
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
        return this.#sessionPart.state === 'there'
          ? html`<session-view
              .stores=${stores}
              .actions=${actions}
              .sessionId=${route.sessionId}
            ></session-view>`
          : this.#waitForSessionPart();
      case 'help':
        return html`<help-view .stores=${stores} .actions=${actions}></help-view>`;
    }
  }

  #waitForSessionPart(): TemplateResult {
    if (this.#sessionPart.state === 'missing') {
      return html`
        <p>${pageWords.partMissing}</p>
        <button type="button" class="primary" @click=${() => window.location.reload()}>
          ${pageWords.reload}
        </button>
      `;
    }
    void this.#sessionPart.load();
    return html`<p>${pageWords.sessionLoading}</p>`;
  }

  /** A page that begins in a session draws it as soon as it can, and begins there once more. */
  async #sessionPartCame(): Promise<void> {
    if (this.#isChanging || this.shown.kind !== 'route' || this.shown.route.view !== 'session')
      return;
    this.requestUpdate();
    await this.updateComplete;
    await this.#startView(true);
  }

  #refusedView(): TemplateResult {
    const connection = this.stores.connection.get();
    const words = connection.kind === 'refused' ? describeFailure(connection.failure) : null;
    return html`
      <p>${words?.sentence}</p>
      <p>${words?.advice}</p>
      <button type="button" class="primary" @click=${() => window.location.reload()}>
        ${pageWords.reload}
      </button>
    `;
  }

  /** The heading is renamed by now: it gets the focus, then the old view goes and the new one comes. */
  async #changeView(): Promise<void> {
    if (this.#isChanging) return;
    this.#isChanging = true;
    // Under an open modal dialog nothing else could take the focus.
    for (const dialog of this.renderRoot.querySelectorAll('dialog')) dialog.close();
    if (!this.#leadsElsewhere()) focusViewHeading();
    await focusIsKnown();
    // What the next view is made of comes before the old one goes.
    if (this.stores.route.get().view === 'session') await this.#sessionPart.load();
    this.shown = viewFor(this.stores);
    await this.updateComplete;
    this.#isChanging = false;
    await this.#startView(false);
    // The stores may have moved on meanwhile.
    this.requestUpdate();
  }

  /** Whether the new view takes the focus from a control that stays, such as a link in the navigation. */
  #leadsElsewhere(): boolean {
    const { route } = this.stores;
    const next = route.get();
    if (next.view !== 'session' || isFocusIn(this.renderRoot.querySelectorAll('.view')))
      return false;
    const phase = this.stores.sessions.get().followed.get(next.sessionId)?.view?.phase;
    return phase?.kind === 'open';
  }

  /** Lets a view take the focus to its own starting place. The first view of a page takes none but in a session. */
  async #startView(isFirst: boolean): Promise<void> {
    const view = this.find('.view > *');
    if (view instanceof LightElement) await view.updateComplete;
    if (isFocusTarget(view)) view.focusStart();
    else if (!isFirst && isFocusIn([])) focusViewHeading();
  }

  readonly #onInput = (event: Event): void => {
    // A modifier alone says nothing and echoes nothing.
    if (event instanceof KeyboardEvent && /^(?:Control|Shift|Alt|Meta)$/.test(event.key)) return;
    this.actions.listening.inputHappened(false);
  };

  readonly #onSkip = (event: Event): void => {
    // The fragment of the address names the view, so the link moves the focus itself.
    event.preventDefault();
    focusViewHeading();
    this.find('main h1')?.scrollIntoView();
  };
}

/** Runs it when the page has nothing else to do; Safari does not tell. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(run);
  else requestAnimationFrame(run);
}

interface FocusTarget {
  focusStart(): void;
}
function isFocusTarget(view: unknown): view is FocusTarget {
  return view !== null && typeof view === 'object' && 'focusStart' in view;
}

customElements.define('app-shell', AppShell);
