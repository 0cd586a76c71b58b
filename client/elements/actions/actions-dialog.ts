/** "Actions": everything that can be done here, each with its key; searched by words, run by Enter. Loaded when asked for. */
import { html, type TemplateResult } from 'lit';
import { actionWords } from '../../../shared/words/action-words.ts';
import {
  actionsWithChords,
  possibleActions,
  registeredActions,
  type ActionContext,
  type RegisteredAction,
} from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { chordProblem } from '../../input/chord-rules.ts';
import { isComposing } from '../../input/composition-guard.ts';
import { chordOf } from '../../input/key-chord.ts';
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
    changing: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  /** Where the list was asked for. */
  declare context: ActionContext;
  declare onAnswer: (action: RegisteredAction | null) => void;
  declare wanted: string;
  /** The action whose key is being changed, or null. */
  declare changing: RegisteredAction | null;

  constructor() {
    super();
    this.wanted = '';
    this.changing = null;
  }

  protected override watched() {
    return [this.stores.preferences];
  }

  protected override heading(): string {
    return actionWords.actions;
  }

  protected override describedBy(): readonly string[] {
    return [];
  }

  protected override cancelled(): void {
    this.#answer(null);
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
        ${this.#newKey()}
        <div class="buttons">
          <button type="submit" class="primary">${actionWords.run}</button>
          ${this.#button(actionWords.changeKey, (action) => void this.#change(action))}
          ${this.#button(actionWords.removeKey, (action) => this.#setChord(action, null))}
          ${this.#button(actionWords.resetKey, this.#reset)}
          <button type="button" @click=${() => this.cancelled()}>${actionWords.close}</button>
        </div>
      </form>
    `;
  }

  #button(label: string, onChosen: (action: RegisteredAction) => void): TemplateResult {
    const onClick = (): void => {
      const action = this.#chosen();
      if (action === undefined) this.actions.listening.say(actionWords.found(0));
      else onChosen(action);
    };
    return html`<button type="button" @click=${onClick}>${label}</button>`;
  }

  /** One focus stop that takes the next key; Tab still leaves it. */
  #newKey(): TemplateResult {
    const label = actionWords.newKey(this.changing?.words ?? '');
    return html`
      <div ?hidden=${this.changing === null}>
        <p id="new-key-hint">${actionWords.newKeyExplained}</p>
        <button
          type="button"
          id="new-key"
          aria-describedby="new-key-hint"
          @keydown=${this.#onNewKey}
        >
          ${label}
        </button>
      </div>
    `;
  }

  async #change(action: RegisteredAction): Promise<void> {
    this.changing = action;
    await this.updateComplete;
    this.find('#new-key')?.focus();
  }

  readonly #onNewKey = (event: KeyboardEvent): void => {
    const { changing } = this;
    const isPlainTab = event.key === 'Tab' && !event.ctrlKey && !event.altKey;
    if (changing === null || isPlainTab || /^(?:Control|Shift|Alt|Meta|AltGraph)$/.test(event.key))
      return;
    event.preventDefault();
    event.stopPropagation();
    const chord = chordOf(event);
    if (chord === 'Escape') {
      this.actions.listening.say(actionWords.keyKept);
      this.#endChange();
    } else if (this.#setChord(changing, chord)) this.#endChange();
  };

  readonly #reset = (action: RegisteredAction): void => {
    const chord = registeredActions.find(({ id }) => id === action.id)?.chord ?? null;
    if (chord === null || this.#isFree(action, chord)) {
      this.actions.listening.setChord(action.id, undefined);
      this.#sayChord(action, chord);
    }
  };

  /** False where it may not be the key, which has been said. */
  #setChord(action: RegisteredAction, chord: string | null): boolean {
    if (chord !== null && !this.#isFree(action, chord)) return false;
    this.actions.listening.setChord(action.id, chord);
    this.#sayChord(action, chord);
    return true;
  }

  #isFree(action: RegisteredAction, chord: string): boolean {
    const { listening } = this.actions;
    const isOwnDefault = registeredActions.some(
      (own) => own.id === action.id && own.chord === chord,
    );
    const problem = isOwnDefault ? null : chordProblem(chord);
    const other = actionsWithChords(this.stores).find(
      (candidate) => candidate.chord === chord && candidate.id !== action.id,
    );
    if (problem !== null) listening.say(actionWords.keyRefused[problem]);
    else if (other !== undefined) listening.say(actionWords.keyTaken(chord, other.words));
    return problem === null && other === undefined;
  }

  #sayChord({ words }: RegisteredAction, chord: string | null): void {
    const text = chord === null ? actionWords.noKey(words) : actionWords.keyIs(words, chord);
    this.actions.listening.say(text);
  }

  /** The focus goes back to the list before the field for the key goes. */
  #endChange(): void {
    this.find('#actions-list')?.focus();
    void focusIsKnown().then(() => (this.changing = null));
  }

  #found(): readonly RegisteredAction[] {
    const words = this.wanted.toLowerCase().split(/\s+/);
    return possibleActions(this.context).filter((action) => {
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
    else this.#answer(action);
  };

  /** The native element gives the focus back. */
  #answer(action: RegisteredAction | null): void {
    this.close();
    this.onAnswer(action);
  }
}

customElements.define('actions-dialog', ActionsDialog);
