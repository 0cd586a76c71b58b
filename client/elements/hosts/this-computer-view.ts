/** Asks which user to connect as on the machine that the gateway runs on. */
import { html, type TemplateResult } from 'lit';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import { isUserName } from '../../../shared/model/host.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { LightElement } from '../base/light-element.ts';
import { textField } from '../controls/text-field.ts';

/** `<this-computer-view>`. */
export class ThisComputerView extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    error: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare error: string | null;

  constructor() {
    super();
    this.error = null;
  }

  protected override render(): TemplateResult {
    return html`
      <form novalidate @submit=${this.#onSubmit}>
        ${textField({ id: 'computer-user-name', label: pageWords.userName, error: this.error })}
        <div class="buttons">
          <button type="submit" class="primary">${pageWords.connect}</button>
          <button type="button" @click=${() => this.stores.route.go({ view: 'hosts' })}>
            ${pageWords.cancel}
          </button>
        </div>
      </form>
    `;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const field = this.findInput('#computer-user-name');
    const userName = field?.value.trim() ?? '';
    if (isUserName(userName)) {
      this.error = null;
      void this.actions.connect.toThisComputer(userName);
      return;
    }
    const { sentence, advice } = describeFailure({ code: 'host.user-name-invalid' });
    this.error = `${sentence} ${advice}`;
    this.actions.listening.say(this.error);
    field?.focus();
  };
}

customElements.define('this-computer-view', ThisComputerView);
