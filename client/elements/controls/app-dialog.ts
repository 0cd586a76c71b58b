/** A modal dialog on the native element: named by its heading, with live regions of its own, giving the focus back. */
import { html, type TemplateResult } from 'lit';
import { LightElement } from '../base/light-element.ts';

/**
 * Subclasses render heading and content; whatever carries `data-start` gets the focus, once. Opens when it is put
 * into the page and gives the focus back when it is taken out.
 */
export abstract class AppDialog extends LightElement {
  #returnTo: HTMLElement | null = null;

  /** Escape, or Android's Back, was pressed. */
  protected abstract cancelled(): void;
  /** What the dialog is called. */
  protected abstract heading(): string;
  protected abstract content(): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    const focused = document.activeElement;
    this.#returnTo = focused instanceof HTMLElement && focused !== document.body ? focused : null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.#returnTo?.isConnected === true) this.#returnTo.focus();
  }

  protected override firstUpdated(): void {
    const dialog = this.find('dialog');
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
    this.find('[data-start]')?.focus();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="dialog-heading" @cancel=${this.#onCancel}>
        <h2 id="dialog-heading" tabindex="-1" data-heading>${this.heading()}</h2>
        ${this.content()}
        <div class="visually-hidden" aria-live="polite" aria-atomic="true"></div>
        <div class="visually-hidden" aria-live="assertive" aria-atomic="true"></div>
      </dialog>
    `;
  }

  readonly #onCancel = (event: Event): void => {
    event.preventDefault();
    this.cancelled();
  };
}
