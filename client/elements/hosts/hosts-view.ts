/** "Hosts": saved hosts with search, the practice server and, where one answers, this computer. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import type { Host } from '../../../shared/model/host.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import type { Held } from '../../stores/records-store.ts';
import { LightElement } from '../base/light-element.ts';
import { textField } from '../controls/text-field.ts';
import './saved-host.ts';

/** `<hosts-view>`. */
export class HostsView extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    search: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare search: string;

  constructor() {
    super();
    this.search = '';
  }

  protected override watched() {
    return [this.stores.hosts, this.stores.device, this.stores.notice, this.stores.connection];
  }

  protected override render(): TemplateResult {
    const { stores } = this;
    const notice = stores.notice.get();
    const words = notice === null ? null : describeFailure(notice);
    const isAway = stores.connection.get().kind === 'connecting';
    return html`
      ${isAway ? html`<p class="hint">${pageWords.connectingToGateway}</p>` : nothing}
      ${words === null ? nothing : html`<p class="error">${words.sentence} ${words.advice}</p>`}
      <div class="toolbar">
        <button
          type="button"
          class="primary"
          @click=${() => stores.route.go({ view: 'host-form', hostId: null })}
        >
          ${pageWords.addHost}
        </button>
        <div role="search">
          ${textField({
            id: 'search-hosts',
            label: pageWords.searchHosts,
            type: 'search',
            onInput: this.#onSearch,
          })}
        </div>
      </div>
      ${this.#list()}
    `;
  }

  #list(): TemplateResult {
    const { practice, thisComputer } = this.stores.device.get().offers;
    const hosts = matching([...this.stores.hosts.get().values()], this.search);
    const showsOffer = (name: string): boolean => matches(name, this.search);
    return html`
      <h2 id="saved-hosts">${pageWords.savedHosts}</h2>
      <ul class="hosts" aria-labelledby="saved-hosts">
        ${repeat(
          hosts,
          (held) => held.id,
          (held) => html`
            <li>
              <saved-host
                .held=${held}
                .stores=${this.stores}
                .actions=${this.actions}
              ></saved-host>
            </li>
          `,
        )}
        ${
          practice !== null && showsOffer(pageWords.practiceServer)
            ? offer({
                id: 'practice',
                name: pageWords.practiceServer,
                description: pageWords.practiceDescription(practice.userName, practice.password),
                connect: () => void this.actions.connect.toPractice(),
              })
            : nothing
        }
        ${
          thisComputer !== null && showsOffer(pageWords.thisComputer)
            ? offer({
                id: 'this-computer',
                name: pageWords.thisComputer,
                description: pageWords.thisComputerDescription,
                connect: () => this.stores.route.go({ view: 'this-computer' }),
              })
            : nothing
        }
      </ul>
      ${
        this.stores.hosts.get().size === 0
          ? html`<p class="hint">${pageWords.noHosts}</p>`
          : nothing
      }
    `;
  }

  readonly #onSearch = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
    const count = matching([...this.stores.hosts.get().values()], this.search).length;
    if (this.search !== '') this.actions.listening.say(pageWords.hostsFound(count), 'polite');
  };
}

/** Something the gateway itself offers to connect to. */
function offer(parts: {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly connect: () => void;
}): TemplateResult {
  return html`
    <li>
      <div class="host">
        <button
          type="button"
          class="host-name"
          aria-describedby="${parts.id}-about"
          @click=${parts.connect}
        >
          ${parts.name}
        </button>
        <p id="${parts.id}-about" class="hint">${parts.description}</p>
      </div>
    </li>
  `;
}

/** Hosts whose name, address or user name holds the search, by name. */
function matching(hosts: readonly Held<Host>[], search: string): readonly Held<Host>[] {
  return hosts
    .filter(({ value }) => matches(`${value.name} ${value.address} ${value.userName}`, search))
    .sort((one, other) => one.value.name.localeCompare(other.value.name));
}

function matches(text: string, search: string): boolean {
  return text.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}

customElements.define('hosts-view', HostsView);
