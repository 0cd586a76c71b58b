/** Find in the output of a session: a field, where to look, and both ways to go. Loaded when it is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import type { BlockId, SessionId } from '../../../shared/model/ids.ts';
import { findWords } from '../../../shared/words/find-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { Step } from '../../actions/reading-steps.ts';
import type { FindScope } from '../../stores/reading-store.ts';
import { LightElement } from '../base/light-element.ts';
import { textField } from '../controls/text-field.ts';

/** A block that can be chosen as the place to look. */
export interface FindPlace {
  readonly blockId: BlockId;
  readonly title: string;
}

/** `<find-panel>`; each new `scope` moves the focus into the field. No list to choose from: Orca would follow its selection. */
export class FindPanel extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    scope: { attribute: false },
    place: { attribute: false },
    close: { attribute: false },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare scope: FindScope;
  /** The block that Find was opened for, or null. */
  declare place: FindPlace | null;
  /** Closes Find and gives the focus back. */
  declare close: () => void;

  /** Goes to the next (1) or previous (-1) match of what stands in the field. */
  go(step: Step): void {
    const text = this.findInput('#find-text')?.value ?? '';
    const isHere = this.findInput('#find-here')?.checked === true;
    const blockId = isHere ? (this.place?.blockId ?? null) : null;
    void this.actions.reading.goToMatch(this.sessionId, { text, blockId, step });
  }

  /** Moves the focus into the field. */
  focusField(): void {
    const field = this.findInput('#find-text');
    field?.focus();
    field?.select();
  }

  protected override updated(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (!changed.has('scope')) return;
    const here = this.findInput('#find-here');
    if (here !== null) here.checked = true;
    this.focusField();
  }

  protected override render(): TemplateResult {
    const { place } = this;
    return html`
      <form role="search" @submit=${this.#onSubmit} @keydown=${this.#onKeyDown}>
        ${textField({ id: 'find-text', label: findWords.text, type: 'search' })}
        ${
          place === null
            ? nothing
            : html`<label class="check">
                <input id="find-here" type="checkbox" .defaultChecked=${true} />
                ${findWords.onlyIn(place.title)}
              </label>`
        }
        <div class="buttons">
          <button type="submit">${findWords.nextMatch}</button>
          <button type="button" @click=${() => this.go(-1)}>${findWords.previousMatch}</button>
          <button type="button" @click=${() => this.close()}>${findWords.close}</button>
        </div>
      </form>
    `;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.go(1);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const isInField = key === 'Enter' && event.target instanceof HTMLInputElement;
    if (key === 'Escape') this.close();
    else if (key === 'F3' || (isInField && shiftKey)) this.go(shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

customElements.define('find-panel', FindPanel);
