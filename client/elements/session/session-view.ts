/** The view of one session: its output, the command region, the dialogs it asks for, and why it ended. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { registeredActions } from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { chordOf } from '../../input/key-chord.ts';
import { createKeymap } from '../../input/keymap.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { summaryOf } from '../../stores/sessions-store.ts';
import { LightElement } from '../base/light-element.ts';
import { CommandBlockElement } from './command-block.ts';
import { CommandRegion } from './command-region.ts';
import './host-key-dialog.ts';
import { keyChangedPage } from './key-changed-page.ts';
import { sessionEndNotice } from './session-end-notice.ts';
import './sign-in-dialog.ts';

const keymap = createKeymap(registeredActions);

/** `<session-view>`. */
export class SessionViewElement extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    sessionId: { attribute: false },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare sessionId: SessionId;
  #shownPhase: string | null = null;
  #wantsStart = false;

  protected override watched() {
    const { calmSessions, connection, device } = this.stores;
    return [calmSessions, connection, device];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKeyDown);
  }

  /** With a physical keyboard to the field, on touch to the heading; once the session is open. */
  focusStart(): void {
    const region = this.find('command-region');
    const isTouch = window.matchMedia('(hover: none) and (pointer: coarse)').matches;
    this.#wantsStart = region === null;
    if (region instanceof CommandRegion && !isTouch) void region.focusField();
    else if (this.find('dialog') === null) this.find('h1')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('sessionId')) return;
    this.#shownPhase = null;
    this.actions.session.follow(this.sessionId);
  }

  protected override updated(): void {
    const phase = this.#view()?.phase.kind ?? null;
    if (phase === this.#shownPhase) return;
    const before = this.#shownPhase;
    this.#shownPhase = phase;
    if (phase === 'open' && (before !== null || this.#wantsStart)) this.focusStart();
    // The field is gone with the session; its place is taken by what can be done now.
    if (phase === 'ended' && before !== null)
      (this.find('.session-end h2') ?? this.find('h1'))?.focus();
  }

  protected override render(): TemplateResult {
    const view = this.#view();
    // One heading for the whole life of the session: a reader, or the focus, may be on it.
    return html`
      <h1 tabindex="-1">${this.#heading(view)}</h1>
      ${view === null ? this.#waitingForState() : this.#body(view)}
    `;
  }

  #heading(view: SessionView | null): string {
    const summary = summaryOf(this.stores.sessions.get(), this.sessionId);
    const hostName = view?.target.hostName ?? summary?.hostName ?? pageWords.session;
    return view !== null && changedKey(view) !== null
      ? pageWords.keyChangedTitle(hostName)
      : hostName;
  }

  #body(view: SessionView): TemplateResult {
    const { phase } = view;
    switch (phase.kind) {
      case 'connecting':
      case 'asking-host-key':
      case 'asking-sign-in':
        return this.#connecting(view);
      case 'open':
        return this.#output(view);
      case 'ended': {
        const failure = changedKey(view);
        return failure === null ? this.#output(view) : keyChangedPage(failure, this.#onClose);
      }
      default:
        return assertNever(phase);
    }
  }

  #view(): SessionView | null {
    return this.stores.sessions.get().followed.get(this.sessionId)?.view ?? null;
  }

  #waitingForState(): TemplateResult {
    return html`
      <p>${pageWords.sessionLoading}</p>
      <button type="button" @click=${() => this.stores.route.go({ view: 'hosts' })}>
        ${pageWords.backToHosts}
      </button>
    `;
  }

  #connecting({ target, phase }: SessionView): TemplateResult {
    const { stores, actions, sessionId } = this;
    return html`
      <p>
        ${
          phase.kind === 'connecting'
            ? pageWords.connectingTo(target.hostName)
            : pageWords.waitingForDecision
        }
      </p>
      <button type="button" @click=${() => void actions.session.end(sessionId)}>
        ${pageWords.cancel}
      </button>
      ${
        phase.kind === 'asking-host-key'
          ? html`<host-key-dialog
              .stores=${stores}
              .actions=${actions}
              .sessionId=${sessionId}
              .target=${target}
              .hostKey=${phase.hostKey}
            ></host-key-dialog>`
          : nothing
      }
      ${
        phase.kind === 'asking-sign-in'
          ? html`<sign-in-dialog
              .stores=${stores}
              .actions=${actions}
              .sessionId=${sessionId}
              .target=${target}
              .question=${phase.question}
            ></sign-in-dialog>`
          : nothing
      }
    `;
  }

  /** The output stays where it is when the session ends; only what stands below it changes. */
  #output(view: SessionView): TemplateResult {
    return html`${this.#blocks(view)}${this.#below(view)}`;
  }

  #below(view: SessionView): TemplateResult {
    if (view.phase.kind === 'ended')
      return sessionEndNotice(view.phase.end, {
        connectAgain: () => void this.actions.connect.again(this.sessionId),
        close: this.#onClose,
      });
    return html`<command-region
      .stores=${this.stores}
      .actions=${this.actions}
      .sessionId=${this.sessionId}
      .view=${view}
      .goToLatest=${this.#goToLatest}
    ></command-region>`;
  }

  #blocks(view: SessionView): TemplateResult {
    const isRunning = view.blocks.at(-1)?.durationMs === null;
    const canRunAgain = view.phase.kind === 'open' && !isRunning;
    const { blocks, lines } = view.forgotten;
    return html`
      <section class="output" aria-labelledby="output-heading">
        <h2 id="output-heading">${pageWords.outputOf(view.target.hostName)}</h2>
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
            ></command-block>`,
        )}
      </section>
    `;
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
    else (this.find('.session-end h2') ?? this.find('h1'))?.focus();
  };

  readonly #onClose = (): void => void this.actions.session.end(this.sessionId);

  /** Ctrl+C stops from anywhere in the session, unless something is selected to be copied. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (keymap.get(chordOf(event)) !== 'stop' || this.#view()?.phase.kind !== 'open') return;
    if (hasSelection()) return;
    event.preventDefault();
    this.actions.session.stop(this.sessionId);
  };
}

/** The failure of a session that ended because the host showed another key, or null. */
function changedKey({ phase }: SessionView) {
  if (phase.kind !== 'ended' || phase.end.by !== 'failure') return null;
  return phase.end.failure.code === 'ssh.key-changed' ? phase.end.failure : null;
}

/** Whether text is selected, in the page or in the focused field. */
function hasSelection(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement && field.selectionStart !== field.selectionEnd) return true;
  return document.getSelection()?.isCollapsed === false;
}

customElements.define('session-view', SessionViewElement);
