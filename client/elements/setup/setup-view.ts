/** "Set up Earshot": one field for the code that makes this browser a device. */
import { html, type TemplateResult } from 'lit';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { LightElement } from '../base/light-element.ts';
import { textField } from '../controls/text-field.ts';

/** `<setup-view>`. */
export class SetupView extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    error: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare error: string | null;
  #isBusy = false;

  constructor() {
    super();
    this.error = null;
  }

  protected override watched() {
    return [this.stores.notice];
  }

  protected override render(): TemplateResult {
    const notice = this.stores.notice.get();
    const fromLink = notice === null ? null : failureText(notice);
    return html`
      <p>${pageWords.setupExplained}</p>
      <p>${pageWords.setupOther}</p>
      <form novalidate @submit=${this.#onSubmit}>
        ${textField({
          id: 'setup-code',
          label: pageWords.setupCode,
          error: this.error ?? fromLink,
          autocomplete: 'one-time-code',
        })}
        <button type="submit" class="primary">${pageWords.continueSetup}</button>
      </form>
    `;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const field = this.findInput('#setup-code');
    if (field === null || this.#isBusy) return;
    if (field.value.trim() === '') {
      this.#fail(pageWords.setupCodeMissing);
      return;
    }
    this.#isBusy = true;
    void this.actions.setup.pair(field.value).then((failure) => {
      this.#isBusy = false;
      if (failure === null) return;
      this.#fail(failureText(failure));
    });
  };

  /** The sentence stands at the field and is said; a repeated focus alone would say nothing new. */
  #fail(text: string): void {
    this.error = text;
    this.actions.listening.say(text);
    this.find('#setup-code')?.focus();
  }
}

function failureText(failure: Parameters<typeof describeFailure>[0]): string {
  const { sentence, advice } = describeFailure(failure);
  return `${sentence} ${advice}`;
}

customElements.define('setup-view', SetupView);
