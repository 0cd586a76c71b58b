/** Keys anywhere on the page: finds the action of a chord and runs it, and opens the list of all actions. */
import { html, nothing, type TemplateResult } from 'lit';
import { readingWords } from '../../../shared/words/reading-words.ts';
import {
  OPEN_ACTIONS,
  STOP,
  type ActionContext,
  actionsWithChords,
  type RegisteredAction,
} from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { isComposing } from '../../input/composition-guard.ts';
import { chordOf } from '../../input/key-chord.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { focusIsKnown } from '../base/focus.ts';
import { LightElement } from '../base/light-element.ts';
import { OPEN_ACTIONS_EVENT } from '../controls/open-actions.ts';

/** `<action-keys>`; one on the page, beside the shell. */
export class ActionKeys extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    isOpen: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare isOpen: boolean;
  /** What had the focus when the list was opened. */
  #cameFrom: Element | null = null;
  /** Resolves when the list that was closed last is gone. */
  #closing: Promise<void> = Promise.resolve();

  constructor() {
    super();
    this.isOpen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKeyDown);
    document.addEventListener(OPEN_ACTIONS_EVENT, this.#open);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKeyDown);
    document.removeEventListener(OPEN_ACTIONS_EVENT, this.#open);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<actions-dialog
      .stores=${this.stores}
      .actions=${this.actions}
      .context=${this.#context()}
      .onAnswer=${this.#onAnswer}
    ></actions-dialog>`;
  }

  #context(): ActionContext {
    const { stores, actions } = this;
    const route = stores.route.get();
    return { stores, actions, sessionId: route.view === 'session' ? route.sessionId : null };
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isComposing(event)) return;
    const chord = chordOf(event);
    const found = actionsWithChords(this.stores).find((action) => action.chord === chord);
    if (found === undefined || found.place === 'field') return;
    const context = this.#context();
    const isModal = document.querySelector('dialog[open]') !== null;
    // A dialog is answered first; only what is heard goes on under it.
    if ((isModal && found.place !== 'app') || !found.isPossible(context)) return;
    if (found.id === STOP && hasSelection()) return;
    event.preventDefault();
    if (found.id !== OPEN_ACTIONS) found.run(context);
    else if (!isModal) this.#open();
  };

  readonly #open = (): void => void this.#openAfterClosing();

  async #openAfterClosing(): Promise<void> {
    await this.#closing;
    if (this.isOpen) return;
    this.#cameFrom = document.activeElement;
    try {
      await import('./actions-dialog.ts');
      this.isOpen = true;
    } catch {
      this.actions.listening.say(readingWords.loadFailed);
    }
  }

  /** The dialog has let go of the page: the focus is known where it was, then what was chosen is done. */
  readonly #onAnswer = (action: RegisteredAction | null): void => {
    const from = this.#cameFrom;
    if (from instanceof HTMLElement && from.isConnected) from.focus();
    this.#closing = focusIsKnown().then(() => {
      this.isOpen = false;
      if (action?.id === OPEN_ACTIONS) this.#open();
      else action?.run(this.#context());
    });
  };
}

/** Whether text is selected, in the page or in the focused field. */
function hasSelection(): boolean {
  const field = document.activeElement;
  const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (isField && field.selectionStart !== field.selectionEnd) return true;
  return document.getSelection()?.isCollapsed === false;
}

customElements.define('action-keys', ActionKeys);
