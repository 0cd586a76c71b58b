/**
 * The Keys bar: one focus stop whose keys all go to the program, one press each for keys that phones lack, and the
 * questions about its screen. It is left by F2 or by any other focus, never by Escape, and traps nobody.
 */
import { html, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import { changesOnScreen, screenFrom } from '../../../shared/speech/screen-answer.ts';
import type { ScreenSnapshot } from '../../../shared/terminal/screen-snapshot.ts';
import { keysWords } from '../../../shared/words/keys-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { isComposing } from '../../input/composition-guard.ts';
import { bytesOfKey, type KeyModifiers } from '../../input/key-encoder.ts';
import { keepFocus, LightElement } from '../base/light-element.ts';

/** Two presses of F2 within this time are one F2 for the program. */
const TWICE_MS = 500;
const namedKeys = Object.keys(keysWords.names);
const functionKeys = Array.from({ length: 12 }, (_unused, index) => `F${index + 1}`);
const noModifiers: KeyModifiers = { ctrlKey: false, altKey: false, shiftKey: false };

/** `<keys-panel>`. */
export class KeysPanel extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    hostName: { attribute: false },
    screenShown: { attribute: false },
    returnToCommand: { attribute: false },
    hasControl: { state: true },
    hasAlt: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare hostName: string;
  /** The newest picture, null while no full-screen program runs. */
  declare screenShown: ScreenSnapshot | null;
  declare returnToCommand: () => void;
  /** Toggles that hold for the next key. */
  declare hasControl: boolean;
  declare hasAlt: boolean;
  /** When F2 left the keys, by the clock of events. */
  #leftAt = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    this.hasControl = false;
    this.hasAlt = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onAnyKeyDown, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onAnyKeyDown, { capture: true });
  }

  /** Moves the focus to the stop that takes all keys. */
  focusKeys(): void {
    this.find('.key-stop')?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="key-stop"
        role="application"
        tabindex="0"
        aria-label=${keysWords.keysTo(this.hostName)}
        aria-describedby="key-stop-hint"
        @keydown=${this.#onKeyDown}
        @focus=${this.#onFocus}
      >
        ${keysWords.keysTo(this.hostName)}
      </div>
      <p id="key-stop-hint" class="hint">${keysWords.keysToExplained}</p>
      <div class="buttons">
        ${this.#ask(keysWords.readScreen, (screen) => screenFrom(screen, 0))}
        ${this.#ask(keysWords.readFromCursor, (screen) => screenFrom(screen, screen.cursor.row))}
        ${this.#ask(keysWords.whatChanged, (screen) => changesOnScreen(screen))}
      </div>
      <div class="buttons">
        ${this.#toggle(keysWords.modifiers.Ctrl, this.hasControl, () => (this.hasControl = !this.hasControl))}
        ${this.#toggle(keysWords.modifiers.Alt, this.hasAlt, () => (this.hasAlt = !this.hasAlt))}
        ${namedKeys.map((key) => this.#key(key, keysWords.names[key] ?? key))}
        ${functionKeys.map((key) => this.#key(key, key))}
      </div>
    `;
  }

  #key(key: string, name: string): TemplateResult {
    return html`
      <button type="button" @mousedown=${keepFocus} @click=${() => this.#press(key)}>
        ${name}
      </button>
    `;
  }

  #toggle(name: string, isOn: boolean, onToggle: () => void): TemplateResult {
    return html`
      <button
        type="button"
        aria-pressed=${isOn ? 'true' : 'false'}
        @mousedown=${keepFocus}
        @click=${onToggle}
      >
        ${name}
      </button>
    `;
  }

  #ask(name: string, answer: (screen: ScreenSnapshot) => string): TemplateResult {
    const say = (): void => {
      const { screenShown } = this;
      this.actions.listening.say(screenShown === null ? keysWords.noScreen : answer(screenShown));
    };
    return html`<button type="button" @mousedown=${keepFocus} @click=${say}>${name}</button>`;
  }

  /** A button's key; those named with Ctrl bring it along. */
  #press(key: string): void {
    const isControl = key.startsWith('Ctrl+');
    this.#send(isControl ? key.slice('Ctrl+'.length) : key, {
      ...noModifiers,
      ctrlKey: isControl || this.hasControl,
      altKey: this.hasAlt,
    });
  }

  /** Sends a key with its modifiers; false for one that terminals do not know. The toggles are used up. */
  #send(key: string, modifiers: KeyModifiers): boolean {
    const bytes = bytesOfKey(key, modifiers);
    if (bytes === null) return false;
    this.hasControl = false;
    this.hasAlt = false;
    this.actions.session.pressKey(this.sessionId, bytes);
    return true;
  }

  /** Who comes back has not pressed F2 twice. */
  readonly #onFocus = (): void => {
    this.#leftAt = Number.NEGATIVE_INFINITY;
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || event.metaKey) return;
    if (isBareF2(event)) {
      event.preventDefault();
      this.#leftAt = event.timeStamp;
      this.returnToCommand();
      return;
    }
    const isSent = this.#send(event.key, {
      ctrlKey: event.ctrlKey || this.hasControl,
      altKey: event.altKey || this.hasAlt,
      shiftKey: event.shiftKey,
    });
    if (!isSent) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** F2 again, right after it left: it was for the program, and so is what follows. */
  readonly #onAnyKeyDown = (event: KeyboardEvent): void => {
    if (!isBareF2(event) || event.timeStamp - this.#leftAt > TWICE_MS) return;
    this.#leftAt = Number.NEGATIVE_INFINITY;
    event.preventDefault();
    event.stopPropagation();
    this.focusKeys();
    this.#send('F2', noModifiers);
  };
}

function isBareF2({ key, ctrlKey, altKey, shiftKey, metaKey }: KeyboardEvent): boolean {
  return key === 'F2' && !ctrlKey && !altKey && !shiftKey && !metaKey;
}

customElements.define('keys-panel', KeysPanel);
