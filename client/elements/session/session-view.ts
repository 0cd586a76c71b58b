/** The view of one session: its output, the command region, the dialogs it asks for, and why it ended. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionId } from '../../../shared/model/ids.ts';
import { runningBlock } from '../../../shared/terminal/running-block.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { focusIsKnown, focusViewHeading, isFocusIn } from '../base/focus.ts';
import { LightElement } from '../base/light-element.ts';
import { changedKey } from './changed-key.ts';
import { CommandBlockElement } from './command-block.ts';
import { CommandRegion } from './command-region.ts';
import { HostKeyDialog } from './host-key-dialog.ts';
import { keyChangedPage } from './key-changed-page.ts';
import { OutputReading } from './output-reading.ts';
import { sessionEndNotice } from './session-end-notice.ts';
import { screenLines } from './screen-lines.ts';
import { serverOffers } from './server-offers.ts';
import { partsFor, type SessionPart } from './session-parts.ts';
import { SignInDialog } from './sign-in-dialog.ts';

/** Where each part stands. */
const placeOf: Readonly<Record<SessionPart, string>> = {
  loading: '.session-loading',
  connecting: '.session-connecting',
  'host-key': 'host-key-dialog',
  'sign-in': 'sign-in-dialog',
  output: '.output',
  command: 'command-region',
  end: '.session-end',
  'key-changed': '.key-changed',
};

/** `<session-view>`, for one session. A part that ends stays for two frames, until the focus has a place elsewhere. */
export class SessionViewElement extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    sessionId: { attribute: false },
    leaving: { state: true },
    offersAreOpen: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare sessionId: SessionId;
  /** Parts that are over, each with the last state it belongs to. */
  declare leaving: ReadonlyMap<SessionPart, SessionView | null>;
  declare offersAreOpen: boolean;
  #drawn: SessionView | null = null;
  #wantsStart = false;
  readonly #output = new OutputReading(this, () => this.#returnToCommand());

  constructor() {
    super();
    this.leaving = new Map();
    this.offersAreOpen = false;
  }

  protected override watched() {
    const { calmSessions, connection, device, reading } = this.stores;
    return [calmSessions, connection, device, reading];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#output.connected();
    this.actions.session.follow(this.sessionId);
  }

  /** With a physical keyboard to the field, on touch to the heading; once the session is open. */
  focusStart(): void {
    const region = this.find('command-region');
    const isTouch = window.matchMedia('(hover: none) and (pointer: coarse)').matches;
    this.#wantsStart = region === null;
    if (region instanceof CommandRegion && !isTouch) void region.focusField();
    else if (this.find('dialog[open]') === null) focusViewHeading();
  }

  protected override willUpdate(): void {
    // A session that is taken off the list is shown as it was, until its view goes.
    const view = this.#view() ?? this.#drawn;
    const parts = partsFor(view);
    const over = partsFor(this.#drawn).filter((part) => !parts.includes(part));
    if (over.length > 0) {
      this.leaving = new Map(over.map((part) => [part, this.#drawn]));
      // A dialog lets go before another opens, so that each gives the focus back to the page.
      for (const part of over) closeDialog(this.find(placeOf[part]));
    }
    this.#drawn = view;
    this.#output.beforeDrawing();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('leaving') && this.leaving.size > 0) void this.#leave(this.leaving);
    this.#output.drawn();
  }

  /** The focus goes to what came in the place of the parts that are over; then they are taken out. */
  async #leave(leaving: SessionViewElement['leaving']): Promise<void> {
    const phase = this.#drawn?.phase.kind;
    const goes = [...leaving.keys()].flatMap((part) => this.find(placeOf[part]) ?? []);
    const wasLoading = leaving.has('loading');
    if (phase === 'open' && (!wasLoading || this.#wantsStart)) this.focusStart();
    else if (phase === 'ended' && isFocusIn(goes)) this.#focusEnd();
    else if (isFocusIn(goes)) focusViewHeading();
    await focusIsKnown();
    if (this.leaving === leaving) this.leaving = new Map();
  }

  protected override render(): TemplateResult {
    const isLoading = this.#drawn === null || this.leaving.has('loading');
    return html`
      ${isLoading ? this.#loading() : nothing}
      ${this.#part('connecting', (view) => this.#connecting(view))}
      ${this.#part('host-key', (view) => this.#hostKeyDialog(view))}
      ${this.#part('sign-in', (view) => this.#signInDialog(view))}
      ${this.#part('output', (view) => this.#blocks(view))}
      ${this.#part('command', (view) => this.#commandRegion(view))}
      ${this.#part('end', (view) => this.#end(view))}
      ${this.#part('key-changed', (view) => this.#keyChanged(view))}
    `;
  }

  /** A part as it is now or, when it is over, as it last was. */
  #part(
    part: SessionPart,
    draw: (view: SessionView) => TemplateResult | typeof nothing,
  ): TemplateResult | typeof nothing {
    const isThere = partsFor(this.#drawn).includes(part);
    const view = isThere ? this.#drawn : (this.leaving.get(part) ?? null);
    return view === null ? nothing : draw(view);
  }

  #view(): SessionView | null {
    return this.stores.sessions.get().followed.get(this.sessionId)?.view ?? null;
  }

  #loading(): TemplateResult {
    return html`
      <div class="session-loading">
        <p>${pageWords.sessionLoading}</p>
        <button type="button" @click=${() => this.stores.route.go({ view: 'hosts' })}>
          ${pageWords.backToHosts}
        </button>
      </div>
    `;
  }

  #connecting({ target, phase }: SessionView): TemplateResult {
    return html`
      <div class="session-connecting">
        <p>
          ${
            phase.kind === 'connecting'
              ? pageWords.connectingTo(target.hostName)
              : pageWords.waitingForDecision
          }
        </p>
        <button type="button" @click=${() => void this.actions.session.end(this.sessionId)}>
          ${pageWords.cancel}
        </button>
      </div>
    `;
  }

  #hostKeyDialog({ target, phase }: SessionView): TemplateResult | typeof nothing {
    if (phase.kind !== 'asking-host-key') return nothing;
    return html`<host-key-dialog
      .stores=${this.stores}
      .actions=${this.actions}
      .sessionId=${this.sessionId}
      .target=${target}
      .hostKey=${phase.hostKey}
    ></host-key-dialog>`;
  }

  #signInDialog({ target, phase }: SessionView): TemplateResult | typeof nothing {
    if (phase.kind !== 'asking-sign-in') return nothing;
    return html`<sign-in-dialog
      .stores=${this.stores}
      .actions=${this.actions}
      .sessionId=${this.sessionId}
      .target=${target}
      .question=${phase.question}
    ></sign-in-dialog>`;
  }

  #commandRegion(view: SessionView): TemplateResult {
    return html`<command-region
      .stores=${this.stores}
      .actions=${this.actions}
      .sessionId=${this.sessionId}
      .view=${view}
      .goToLatest=${this.#goToLatest}
    ></command-region>`;
  }

  #end({ phase }: SessionView): TemplateResult | typeof nothing {
    if (phase.kind !== 'ended') return nothing;
    return sessionEndNotice(phase.end, {
      connectAgain: () => void this.actions.connect.again(this.sessionId),
      close: this.#onClose,
    });
  }

  #keyChanged(view: SessionView): TemplateResult | typeof nothing {
    const failure = changedKey(view);
    return failure === null ? nothing : keyChangedPage(failure, this.#onClose);
  }

  #blocks(view: SessionView): TemplateResult {
    const isRunning = runningBlock(view) !== null;
    const canRunAgain = view.phase.kind === 'open' && !isRunning;
    const { blocks, lines } = view.forgotten;
    const { changes } = this.#output.reading();
    return html`
      <section
        class="output"
        aria-labelledby="output-heading"
        @focusin=${this.#output.onFocusIn}
        @keydown=${this.#output.onKeyDown}
      >
        <h2 id="output-heading">${pageWords.outputOf(view.target.hostName)}</h2>
        ${this.#offers(view)} ${this.#output.find(view.blocks)}
        ${
          blocks > 0
            ? html`<p class="hint">${pageWords.outputForgotten(blocks, lines)}</p>`
            : nothing
        }
        ${
          view.blocks.length === 0 && view.phase.kind === 'open'
            ? html`<p class="hint">${pageWords.outputEmpty}</p>`
            : nothing
        }
        ${repeat(
          view.blocks,
          (block) => block.id,
          (block) =>
            html`<command-block
              .actions=${this.actions}
              .sessionId=${this.sessionId}
              .block=${block}
              .canRunAgain=${canRunAgain}
              .returnToCommand=${this.#returnToCommand}
              .useInCommand=${this.#output.useInCommand}
              .changes=${changes.get(block.id) ?? null}
            ></command-block>`,
        )}
        ${view.screen === null ? nothing : screenLines(view.screen, view.fullScreen ?? '')}
      </section>
    `;
  }

  #offers({ target, title, offers }: SessionView): TemplateResult | typeof nothing {
    return serverOffers({
      hostName: target.hostName,
      title,
      offers,
      isOpen: this.offersAreOpen,
      onToggle: () => (this.offersAreOpen = !this.offersAreOpen),
      onCopy: (text) => void this.actions.session.copyText(text),
    });
  }

  readonly #goToLatest = (): void => {
    const blocks = [...this.renderRoot.querySelectorAll('command-block')];
    const newest = blocks.at(-1);
    for (const block of blocks)
      if (block instanceof CommandBlockElement && block !== newest) block.forgetBackButton();
    if (newest instanceof CommandBlockElement) void newest.focusFirstLine();
  };

  readonly #returnToCommand = (): void => {
    const region = this.find('command-region');
    if (region instanceof CommandRegion) void region.focusField();
    else this.#focusEnd();
  };

  #focusEnd(): void {
    const heading = this.find('.session-end h2');
    if (heading === null) focusViewHeading();
    else heading.focus();
  }

  readonly #onClose = (): void => void this.actions.session.end(this.sessionId);
}

function closeDialog(element: HTMLElement | null): void {
  if (element instanceof HostKeyDialog || element instanceof SignInDialog) element.close();
}

customElements.define('session-view', SessionViewElement);
