/** "First connection to HOST": the key's fingerprint as words and as text, compared with one that is expected. */
import { html, nothing, type TemplateResult } from 'lit';
import type { HostKey } from '../../../shared/model/host-key.ts';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SessionTarget } from '../../../shared/terminal/session-view.ts';
import type * as fingerprintModule from '../../../shared/words/fingerprint-words.ts';
import { pageWords } from '../../../shared/words/page-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { AppDialog } from '../controls/app-dialog.ts';
import { textField } from '../controls/text-field.ts';

type FingerprintWords = Pick<
  typeof fingerprintModule,
  'fingerprintWords' | 'matchesFingerprint' | 'wordGroups'
>;

/** `<host-key-dialog>`; it stands as long as the session asks. */
export class HostKeyDialog extends AppDialog {
  static override properties = {
    stores: { attribute: false },
    actions: { attribute: false },
    sessionId: { attribute: false },
    target: { attribute: false },
    hostKey: { attribute: false },
    typed: { state: true },
    words: { state: true },
  };
  declare stores: AppStores;
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare target: SessionTarget;
  declare hostKey: HostKey;
  declare typed: string;
  declare words: FingerprintWords | null;
  #isDecided = false;

  constructor() {
    super();
    this.typed = '';
    this.words = null;
  }

  /** The list of words is long and rarely needed, so it comes with the first dialog; without it the text form stands. */
  protected override async ready(): Promise<void> {
    const words = await import('../../../shared/words/fingerprint-words.ts').catch(() => null);
    this.words = words;
  }

  // A decision is read before it is made: the dialog gets the focus, not a button. The description stays short: readers
  // that say the content of a dialog say the description once more.
  protected override describedBy(): readonly string[] {
    return ['key-explained'];
  }

  protected override heading(): string {
    return pageWords.firstConnection(this.target.hostName);
  }

  protected override cancelled(): void {
    if (this.#isDecided) return;
    this.#isDecided = true;
    void this.actions.connect.distrust(this.sessionId);
  }

  protected override content(): TemplateResult {
    const answer = this.#comparison();
    return html`
      <p id="key-explained">${this.#explanation()}</p>
      ${this.#asWords()}
      <div>
        <h3>${pageWords.fingerprintText(this.hostKey.algorithm)}</h3>
        <p class="fingerprint">${this.hostKey.fingerprint}</p>
      </div>
      ${textField({
        id: 'expected-fingerprint',
        label: pageWords.expectedFingerprint,
        hint: answer ?? pageWords.expectedFingerprintHint,
        onInput: this.#onInput,
      })}
      <div class="buttons">
        <button type="button" class="primary" @click=${this.#onTrust}>
          ${pageWords.trustAndConnect}
        </button>
        <button type="button" @click=${() => this.cancelled()}>${pageWords.cancel}</button>
      </div>
    `;
  }

  #explanation(): string {
    if (this.target.kind !== 'practice')
      return pageWords.firstConnectionExplained(this.target.hostName);
    const expected = this.stores.device.get().offers.practice?.hostKey.fingerprint;
    return expected === this.hostKey.fingerprint
      ? pageWords.practiceKeyExplained
      : pageWords.practiceKeyWrong;
  }

  #asWords(): TemplateResult | typeof nothing {
    const words = this.words?.fingerprintWords(this.hostKey.fingerprint) ?? null;
    if (this.words === null || words === null) return nothing;
    return html`
      <div>
        <h3>${pageWords.fingerprintWords}</h3>
        <ol class="fingerprint-words">
          ${this.words.wordGroups(words).map((group) => html`<li>${group}</li>`)}
        </ol>
      </div>
    `;
  }

  #comparison(): string | null {
    const isMatch = this.words?.matchesFingerprint(this.hostKey.fingerprint, this.typed) ?? null;
    if (isMatch === null) return null;
    return isMatch ? pageWords.fingerprintMatches : pageWords.fingerprintDiffers;
  }

  readonly #onInput = (event: Event): void => {
    const before = this.#comparison();
    this.typed = (event.target as HTMLInputElement).value;
    const answer = this.#comparison();
    // Polite, so that it waits until typing rests; the same answer is not said after every letter.
    if (answer !== null && answer !== before) this.actions.listening.say(answer, 'polite');
  };

  readonly #onTrust = (): void => {
    if (this.#isDecided) return;
    this.#isDecided = true;
    void this.actions.connect.trust(this.sessionId, this.hostKey);
  };
}

customElements.define('host-key-dialog', HostKeyDialog);
