/** "Actions": everything that can be done here, each with its key; searched by words, run by Enter. Loaded when asked for. */
import { html, type TemplateResult } from 'lit';
import { actionWords } from '../../../shared/words/action-words.ts';
import {
  possibleActions,
  registeredActions,
  type ActionContext,
  type RegisteredAction,
} from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { isComposing } from '../../input/composition-guard.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { focusIsKnown } from '../base/focus.ts';
import { AppDialog } from '../controls/app-dialog.ts';
import { textField } from '../controls/text-field.ts';

/** Rows of the list that are seen at once. */
const ROWS_SEEN = 10;

/** `<actions-dialog>`; calls `onAnswer` once it is closed, with an action or null. */
export class ActionsDialog extends AppDialog {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    context: { attribute: false },
    onAnswer: { attribute: false },
    wanted: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  /** Where the list was asked for. */
  declare context: ActionContext;
  declare onAnswer: (action: RegisteredAction | null) => void;
  declare wanted: string;

  constructor() {
    super();
    this.wanted = '';
  }

  protected override heading(): string {
    return actionWords.actions;
  }

  protected override describedBy(): readonly string[] {
    return [];
  }

  protected override cancelled(): void {
    void this.#answer(null);
  }

  protected override content(): TemplateResult {
    return html`
      <form novalidate role="none" @submit=${this.#onSubmit} @keydown=${this.#onKeyDown}>
        ${textField({
          id: 'actions-search',
          label: actionWords.searchActions,
          type: 'search',
          isStart: true,
          onInput: this.#onSearch,
        })}
        <div class="field">
          <label for="actions-list">${actionWords.actionsHere}</label>
          <select
            id="actions-list"
            size=${ROWS_SEEN}
            @dblclick=${this.#run}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key === 'Enter') this.#onSubmit(event);
            }}
          >
            ${this.#found().map(
              ({ words, chord }, index) =>
                html`<option .selected=${index === 0}>
                  ${actionWords.withChord(words, chord)}
                </option>`,
            )}
          </select>
        </div>
        <div class="buttons">
          <button type="submit" class="primary">${actionWords.run}</button>
          <button type="button" @click=${() => this.cancelled()}>${actionWords.close}</button>
        </div>
      </form>
    `;
  }

  #found(): readonly RegisteredAction[] {
    const words = this.wanted.toLowerCase().split(/\s+/);
    return possibleActions(registeredActions, this.context).filter((action) => {
      const text = actionWords.withChord(action.words, action.chord).toLowerCase();
      return words.every((word) => text.includes(word));
    });
  }

  readonly #onSearch = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.wanted = event.target.value;
    this.actions.listening.say(actionWords.found(this.#found().length), 'polite');
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#run();
  };

  /** Browsers empty a search field by Escape; here it always closes. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || isComposing(event)) return;
    event.preventDefault();
    this.cancelled();
  };

  #chosen(): RegisteredAction | undefined {
    const list = this.find('#actions-list');
    const index = list instanceof HTMLSelectElement ? Math.max(0, list.selectedIndex) : 0;
    return this.#found()[index];
  }

  readonly #run = (): void => {
    const action = this.#chosen();
    if (action === undefined) this.actions.listening.say(actionWords.found(0));
    else void this.#answer(action);
  };

  /** The native element gives the focus back; it is known there before the dialog goes. */
  async #answer(action: RegisteredAction | null): Promise<void> {
    this.close();
    await focusIsKnown();
    this.onAnswer(action);
  }
}

customElements.define('actions-dialog', ActionsDialog);
