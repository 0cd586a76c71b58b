/** The form for a new or a saved host. What is wrong stands at its field, and the first wrong field gets the focus. */
import { html, type TemplateResult } from 'lit';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import type { Failure, FailureCode } from '../../../shared/failures/failure.ts';
import type { HostDraft } from '../../../shared/model/host.ts';
import type { RecordId } from '../../../shared/model/ids.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { LightElement } from '../base/light-element.ts';
import { textField } from '../controls/text-field.ts';

const fieldOf: Partial<Record<FailureCode, keyof HostDraft>> = {
  'host.name-invalid': 'name',
  'host.address-invalid': 'address',
  'host.port-invalid': 'port',
  'host.user-name-invalid': 'userName',
};
const fieldOrder: readonly (keyof HostDraft)[] = ['name', 'address', 'port', 'userName'];

/** `<host-form-view>`; `hostId` null adds a host. */
export class HostFormView extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    hostId: { attribute: false },
    failures: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare hostId: RecordId | null;
  declare failures: readonly Failure[];
  #isBusy = false;

  constructor() {
    super();
    this.failures = [];
  }

  protected override watched() {
    return [this.stores.hosts];
  }

  protected override render(): TemplateResult {
    const host = this.hostId === null ? null : (this.stores.hosts.get().get(this.hostId) ?? null);
    const value = host?.value;
    const general = this.failures.filter(({ code }) => fieldOf[code] === undefined);
    return html`
      ${general.map((failure) => html`<p class="error">${failureText(failure)}</p>`)}
      <form novalidate @submit=${this.#onSubmit}>
        ${this.#field('name', {
          label: pageWords.name,
          hint: pageWords.nameHint,
          value: value?.name ?? '',
        })}
        ${this.#field('address', {
          label: pageWords.address,
          hint: pageWords.addressHint,
          value: value?.address ?? '',
        })}
        ${this.#field('port', {
          label: pageWords.port,
          hint: pageWords.portHint,
          value: value === undefined ? '' : String(value.port),
        })}
        ${this.#field('userName', { label: pageWords.userName, value: value?.userName ?? '' })}
        <div class="buttons">
          <button type="submit" class="primary">${pageWords.saveHost}</button>
          <button type="button" @click=${() => this.stores.route.go({ view: 'hosts' })}>
            ${pageWords.cancel}
          </button>
        </div>
      </form>
    `;
  }

  #field(
    name: keyof HostDraft,
    field: { readonly label: string; readonly hint?: string; readonly value: string },
  ): TemplateResult {
    const failure = this.failures.find(({ code }) => fieldOf[code] === name);
    return textField({
      id: idOf(name),
      label: field.label,
      hint: field.hint ?? null,
      value: field.value,
      error: failure === undefined ? null : failureText(failure),
      inputMode: name === 'port' ? 'numeric' : name === 'address' ? 'url' : 'text',
    });
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    if (this.#isBusy) return;
    this.#isBusy = true;
    const read = (name: keyof HostDraft): string => this.findInput(`#${idOf(name)}`)?.value ?? '';
    const draft: HostDraft = {
      name: read('name'),
      address: read('address'),
      port: read('port'),
      userName: read('userName'),
    };
    void this.actions.hosts.save(this.hostId, draft).then(async (saved) => {
      this.#isBusy = false;
      if (saved.ok) {
        this.stores.route.go({ view: 'hosts' });
        return;
      }
      this.failures = saved.failure;
      await this.updateComplete;
      this.#tellFailures(saved.failure);
    });
  };

  /** All that is wrong in one announcement, and the focus to the first field that is. */
  #tellFailures(failures: readonly Failure[]): void {
    const text = failures.map(failureText).join(' ');
    this.actions.listening.say(text);
    const wrong = new Set(failures.map(({ code }) => fieldOf[code]));
    const first = fieldOrder.find((name) => wrong.has(name));
    if (first !== undefined) this.find(`#${idOf(first)}`)?.focus();
  }
}

function idOf(name: keyof HostDraft): string {
  return name === 'userName' ? 'host-user-name' : `host-${name}`;
}

function failureText(failure: Failure): string {
  const { sentence, advice } = describeFailure(failure);
  return `${sentence} ${advice}`;
}

customElements.define('host-form-view', HostFormView);
