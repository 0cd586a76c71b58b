/** The button "Read lines before": at a prompt it leads to the first line that was printed and not said. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { readingOf } from '../../stores/reading-store.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { LightElement } from '../base/light-element.ts';

/** `<lines-before>`; empty where all was said. The button stays until the focus has left it. */
export class LinesBefore extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    sessionId: { attribute: false },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare sessionId: SessionId;

  protected override watched() {
    return [this.stores.reading];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { unsaid } = readingOf(this.stores.reading.get(), this.sessionId);
    const isFocused =
      this.find('button') === document.activeElement && this.find('button') !== null;
    if (unsaid === null && !isFocused) return nothing;
    return html`
      <button
        type="button"
        aria-disabled=${unsaid === null ? 'true' : 'false'}
        @focusout=${() => void this.#left()}
        @click=${() => this.actions.reading.goToLinesBefore(this.sessionId)}
      >
        ${readingWords.readLinesBefore}
      </button>
    `;
  }

  async #left(): Promise<void> {
    await Promise.resolve();
    this.requestUpdate();
  }
}

customElements.define('lines-before', LinesBefore);
