/** The button "Keys" and what it discloses, which is loaded when it is first opened. */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { SessionView } from '../../../shared/terminal/session-view.ts';
import { keysWords } from '../../../shared/words/keys-words.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { keepFocus, LightElement } from '../base/light-element.ts';
import type { KeysPanel } from './keys-panel.ts';
import { disclosure } from '../controls/disclosure.ts';

/** `<keys-bar>`. */
export class KeysBar extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    view: { attribute: false },
    returnToCommand: { attribute: false },
    isOpen: { state: true },
    isLoaded: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare view: SessionView;
  declare returnToCommand: () => void;
  declare isOpen: boolean;
  declare isLoaded: boolean;

  constructor() {
    super();
    this.isOpen = false;
    this.isLoaded = false;
  }

  protected override render(): TemplateResult {
    const { view, actions, sessionId, returnToCommand } = this;
    return disclosure(
      {
        id: 'session-keys',
        label: keysWords.keys,
        isOpen: this.isOpen,
        onToggle: () => void this.#toggle(),
        onMouseDown: keepFocus,
      },
      () =>
        this.isLoaded
          ? html`<keys-panel
              .actions=${actions}
              .sessionId=${sessionId}
              .hostName=${view.target.hostName}
              .screenShown=${view.screen}
              .returnToCommand=${returnToCommand}
            ></keys-panel>`
          : html`${nothing}`,
    );
  }

  /** Opened while a full-screen program runs, the keys are what it was opened for. */
  async #toggle(): Promise<void> {
    this.isOpen = !this.isOpen;
    if (!this.isOpen) return;
    try {
      await import('./keys-panel.ts');
      this.isLoaded = true;
      await this.updateComplete;
      const panel = this.find('keys-panel') as KeysPanel | null;
      if (panel === null || this.view.fullScreen === null) return;
      await panel.updateComplete;
      panel.focusKeys();
    } catch {
      this.isOpen = false;
      this.actions.listening.say(readingWords.loadFailed);
    }
  }
}

customElements.define('keys-bar', KeysBar);
