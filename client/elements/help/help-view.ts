/** "Help": how it works, the keys, adding a device, signing out. */
import { html, nothing, type TemplateResult } from 'lit';
import { describeFailure } from '../../../shared/failures/catalogue.ts';
import { chordWords } from '../../../shared/words/action-words.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import { actionsWithChords } from '../../actions/action-registry.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { LightElement } from '../base/light-element.ts';

/** `<help-view>`. */
export class HelpView extends LightElement {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    deviceCode: { state: true },
    problem: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare deviceCode: { readonly code: string; readonly validMs: number } | null;
  declare problem: string | null;

  constructor() {
    super();
    this.deviceCode = null;
    this.problem = null;
  }

  protected override watched() {
    return [this.stores.device, this.stores.preferences];
  }

  protected override render(): TemplateResult {
    return html`
      <h2>${pageWords.helpHow}</h2>
      ${pageWords.helpHowText.map((text) => html`<p>${text}</p>`)}
      <h2>${pageWords.helpKeys}</h2>
      <p>${pageWords.helpKeysText}</p>
      <dl>
        ${actionsWithChords(this.stores).map(({ chord, words }) =>
          chord === null
            ? nothing
            : html`
                <div>
                  <dt>${chordWords(chord)}</dt>
                  <dd>${words}</dd>
                </div>
              `,
        )}
      </dl>
      ${this.#devices()}
    `;
  }

  #devices(): TemplateResult {
    const { deviceName } = this.stores.device.get();
    return html`
      <h2>${pageWords.helpDevices}</h2>
      ${deviceName === '' ? nothing : html`<p>${pageWords.thisDevice(deviceName)}</p>`}
      <p id="add-device-hint">${pageWords.addDeviceExplained}</p>
      <button type="button" aria-describedby="add-device-hint" @click=${this.#addDevice}>
        ${pageWords.addDevice}
      </button>
      ${
        this.deviceCode === null
          ? nothing
          : html`
              <h3>${pageWords.deviceCodeTitle}</h3>
              <p class="device-code">
                ${pageWords.deviceCode(spaced(this.deviceCode.code), this.deviceCode.validMs)}
              </p>
            `
      }
      ${this.problem === null ? nothing : html`<p class="error">${this.problem}</p>`}
      <p id="sign-out-hint">${pageWords.signOutExplained}</p>
      <button type="button" aria-describedby="sign-out-hint" @click=${this.#signOut}>
        ${pageWords.signOut}
      </button>
    `;
  }

  readonly #addDevice = (): void => {
    void this.actions.setup.createDeviceCode().then((created) => {
      if (!created.ok) {
        this.problem = describeFailure(created.failure).sentence;
        this.actions.listening.sayFailure(created.failure);
        return;
      }
      this.problem = null;
      this.deviceCode = created.value;
      const { code, validMs } = created.value;
      this.actions.listening.say(pageWords.deviceCode(spaced(code), validMs));
    });
  };

  readonly #signOut = (): void => {
    void this.actions.setup.signOut().then((failure) => {
      if (failure === null) return;
      this.problem = describeFailure(failure).sentence;
      this.actions.listening.sayFailure(failure);
    });
  };
}

/** Digits apart, so that a reader says them one by one. */
function spaced(code: string): string {
  return [...code].join(' ');
}

customElements.define('help-view', HelpView);
