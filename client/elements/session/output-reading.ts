/** Reading in a session's view: fulfils wishes to go somewhere, holds Find, tells where the focus is. */
import type { nothing, ReactiveControllerHost, TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import { pastedLine } from '../../input/pasted-line.ts';
import type { AppStores } from '../../stores/app-stores.ts';
import { readingOf, type SessionReading } from '../../stores/reading-store.ts';
import { focusIsKnown } from '../base/focus.ts';
import { findInOutput, FIND_BUTTON } from './find-in-output.ts';
import { goToPlace, placeOf } from './reading-place.ts';

/** The view that it works for. */
interface Host extends HTMLElement, Pick<ReactiveControllerHost, 'requestUpdate'> {
  readonly stores: AppStores;
  readonly actions: AppActions;
  readonly sessionId: SessionId;
}

/** One for each view; the view calls it around its drawing. */
export class OutputReading {
  readonly #host: Host;
  readonly #returnToCommand: () => void;
  /** The last wish to go somewhere that was fulfilled. */
  #wentTo: SessionReading['goTo'] = null;
  #drawnFind: SessionReading['find'] = null;
  /** What had the focus when Find was opened. */
  #focusBeforeFind: Element | null = null;
  #findIsLoaded = false;

  constructor(host: Host, returnToCommand: () => void) {
    this.#host = host;
    this.#returnToCommand = returnToCommand;
  }

  /** What is known of reading in this session. */
  reading(): SessionReading {
    return readingOf(this.#host.stores.reading.get(), this.#host.sessionId);
  }

  /** The view came to the page: older wishes are over. */
  connected(): void {
    this.#wentTo = this.reading().goTo;
  }

  /** Before the view is drawn. */
  beforeDrawing(): void {
    const { find } = this.reading();
    if (find !== null && this.#drawnFind === null) this.#focusBeforeFind = document.activeElement;
    this.#drawnFind = find;
  }

  /** After the view was drawn. */
  drawn(): void {
    const { goTo, find } = this.reading();
    if (find !== null && !this.#findIsLoaded) void this.#loadFind();
    if (goTo === null || goTo === this.#wentTo) return;
    this.#wentTo = goTo;
    goToPlace(this.#host, goTo);
  }

  /** The disclosure "Find in output". */
  find(blocks: readonly CommandBlock[]): TemplateResult | typeof nothing {
    const { actions, sessionId } = this.#host;
    return findInOutput({
      actions,
      sessionId,
      scope: this.#findIsLoaded ? this.reading().find : null,
      blocks,
      open: () => actions.reading.openFind(sessionId, null),
      close: this.#closeFind,
    });
  }

  /** For `@focusin` of the output. */
  readonly onFocusIn = ({ target }: FocusEvent): void => {
    const place = placeOf(target);
    if (place !== null) this.#host.actions.reading.focused(this.#host.sessionId, place);
  };

  /** For `@keydown` of the output: Escape on a line that was found leads back into the field of Find. */
  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || placeOf(event.target) === null) return;
    const panel = this.#host.querySelector('find-panel');
    if (panel === null) return;
    event.preventDefault();
    panel.querySelector('input')?.focus();
  };

  /** Puts a text into the command field and moves the focus there. */
  readonly useInCommand = (text: string): void => {
    const field = this.#host.querySelector('#command-field');
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
      field.value = field instanceof HTMLInputElement ? pastedLine(text) : text;
      // Whoever keeps what is typed learns of it as of typing.
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    this.#returnToCommand();
  };

  async #loadFind(): Promise<void> {
    const { actions, sessionId } = this.#host;
    try {
      await import('./find-panel.ts');
      this.#findIsLoaded = true;
      this.#host.requestUpdate();
    } catch {
      actions.reading.closeFind(sessionId);
      actions.listening.say(readingWords.loadFailed);
    }
  }

  /** The focus goes back to where Find was opened, then the panel is closed. */
  readonly #closeFind = (): void => {
    const target = this.#focusBeforeFind;
    const isThere = target instanceof HTMLElement && target.isConnected && target !== document.body;
    if (isThere) target.focus();
    else this.#host.querySelector<HTMLElement>(FIND_BUTTON)?.focus();
    const { actions, sessionId } = this.#host;
    void focusIsKnown().then(() => actions.reading.closeFind(sessionId));
  };
}
