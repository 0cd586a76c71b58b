/** Region "Messages": everything announced, newest last, the server's part after "Server text:". Last in the document. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { LightElement } from '../base/light-element.ts';

/** `<messages-region>`. It is not live: the announcer speaks, this is for reading again. */
export class MessagesRegion extends LightElement {
  static override properties = { stores: { attribute: false }, actions: { attribute: false } };
  declare stores: AppStores;
  declare actions: AppActions;

  protected override watched() {
    return [this.stores.messages];
  }

  protected override render(): TemplateResult {
    const messages = this.stores.messages.get();
    return html`
      <section aria-labelledby="messages-heading">
        <h2 id="messages-heading">${pageWords.messages}</h2>
        <button type="button" @click=${() => this.actions.listening.repeatLast()}>
          ${pageWords.repeatLast}
        </button>
        ${messages.length === 0 ? html`<p class="hint">${pageWords.noMessages}</p>` : nothing}
        <ol class="messages">
          ${repeat(
            messages,
            (message) => message.number,
            ({ ownText, serverText }) => html`
              <li>
                ${ownText}${
                  serverText === null
                    ? nothing
                    : html` <span class="server-text"
                        >${pageWords.serverText} <bdi>${serverText}</bdi></span
                      >`
                }
              </li>
            `,
          )}
        </ol>
      </section>
    `;
  }
}

customElements.define('messages-region', MessagesRegion);
