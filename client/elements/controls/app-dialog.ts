/** A modal dialog on the native element: named by its heading, described by its text, with live regions of its own. */
import { html, nothing, type TemplateResult } from 'lit';
import { LightElement } from '../base/light-element.ts';

/**
 * Subclasses render heading and content. Whatever carries `data-start` gets the focus when it opens, else the dialog
 * itself, so that readers say its name and the text that carries `data-described`. Opens when it is put into the page;
 * close it before it is taken out, and give the focus a place.
 */
export abstract class AppDialog extends LightElement {
  #isClosed = false;

  /** Escape, or Android's Back, was pressed. */
  protected abstract cancelled(): void;
  /** What the dialog is called. */
  protected abstract heading(): string;
  protected abstract content(): TemplateResult;
  /** Ids of the text that is read out with the name, in order. */
  protected abstract describedBy(): readonly string[];

  /** Lets go of the page outside and hides; the native element gives the focus back to where it was. */
  close(): void {
    this.#isClosed = true;
    this.#dialog()?.close();
  }

  /** Asks once more: opens again where it was closed a moment ago, and moves the focus to the beginning. */
  protected askAgain(): void {
    this.#isClosed = false;
    const dialog = this.#dialog();
    if (dialog !== null && !dialog.open) dialog.showModal();
    this.focusStart();
  }

  /** Moves the focus to where the dialog begins. */
  protected focusStart(): void {
    (this.find('[data-start]') ?? this.#dialog())?.focus();
  }

  /** Resolves when everything that is to be read out stands in the dialog. */
  protected ready(): Promise<unknown> {
    return Promise.resolve();
  }

  protected override firstUpdated(): void {
    void this.#open();
  }

  protected override render(): TemplateResult {
    const described = this.describedBy().join(' ');
    return html`
      <dialog
        tabindex="-1"
        aria-labelledby="dialog-heading"
        aria-describedby=${described === '' ? nothing : described}
        @cancel=${this.#onCancel}
      >
        <h2 id="dialog-heading">${this.heading()}</h2>
        ${this.content()}
        <div class="visually-hidden" aria-live="polite" aria-atomic="true"></div>
        <div class="visually-hidden" aria-live="assertive" aria-atomic="true"></div>
      </dialog>
    `;
  }

  async #open(): Promise<void> {
    await this.ready();
    await this.updateComplete;
    const dialog = this.#dialog();
    if (dialog === null || !dialog.isConnected || this.#isClosed) return;
    dialog.showModal();
    this.focusStart();
  }

  #dialog(): HTMLDialogElement | null {
    const dialog = this.find('dialog');
    return dialog instanceof HTMLDialogElement ? dialog : null;
  }

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.cancelled();
  };
}
