/** One saved host: the button that connects, and "NAME, more". */
import { html, nothing, type TemplateResult } from 'lit';
import type { Host } from '../../../shared/model/host.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import type { Held } from '../../stores/records-store.ts';
import { focusIsKnown, focusViewHeading } from '../base/focus.ts';
import { LightElement } from '../base/light-element.ts';
import { disclosure } from '../controls/disclosure.ts';
import { RemoveHostDialog } from './remove-host-dialog.ts';

/** `<saved-host>`. */
export class SavedHost extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    held: { attribute: false },
    isOpen: { state: true },
    isRemoving: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare held: Held<Host>;
  declare isOpen: boolean;
  declare isRemoving: boolean;

  constructor() {
    super();
    this.isOpen = false;
    this.isRemoving = false;
  }

  protected override render(): TemplateResult {
    const { id, value } = this.held;
    const about = `host-${id}-about`;
    return html`
      <div class="host">
        <button
          type="button"
          class="host-name"
          aria-describedby=${about}
          @click=${() => void this.actions.connect.toHost(value)}
        >
          ${value.name}
        </button>
        <p id=${about} class="hint">
          ${pageWords.hostDescription(value.userName, value.address, value.port)}
        </p>
        ${disclosure(
          {
            id: `host-${id}-more`,
            label: pageWords.moreOf(value.name),
            isOpen: this.isOpen,
            onToggle: () => (this.isOpen = !this.isOpen),
          },
          () => this.#more(),
        )}
      </div>
      ${
        this.isRemoving
          ? html`<remove-host-dialog
              .hostName=${value.name}
              .onAnswer=${this.#onRemoveAnswer}
            ></remove-host-dialog>`
          : nothing
      }
    `;
  }

  #more(): TemplateResult {
    const { id } = this.held;
    return html`
      <button type="button" @click=${() => this.stores.route.go({ view: 'host-form', hostId: id })}>
        ${pageWords.edit}
      </button>
      <button type="button" @click=${() => void this.actions.hosts.duplicate(id)}>
        ${pageWords.duplicate}
      </button>
      <button type="button" @click=${() => (this.isRemoving = true)}>${pageWords.remove}</button>
    `;
  }

  readonly #onRemoveAnswer = (isConfirmed: boolean): void => void this.#afterDialog(isConfirmed);

  /** Back to the button, or, as it goes with its host, to the heading: the nearest place that stays. */
  async #afterDialog(isConfirmed: boolean): Promise<void> {
    const dialog = this.find('remove-host-dialog');
    if (dialog instanceof RemoveHostDialog) dialog.close();
    if (isConfirmed) focusViewHeading();
    await focusIsKnown();
    this.isRemoving = false;
    if (isConfirmed) await this.actions.hosts.remove(this.held.id);
  }
}

customElements.define('saved-host', SavedHost);
