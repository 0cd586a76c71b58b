/** Asks before a host is taken off the list. */
import { html, type TemplateResult } from 'lit';
import { pageWords } from '../../../shared/words/page-words.ts';
import { AppDialog } from '../controls/app-dialog.ts';

/** `<remove-host-dialog>`; calls `onAnswer` once. */
export class RemoveHostDialog extends AppDialog {
  static override properties = {
    hostName: { attribute: false },
    onAnswer: { attribute: false },
  };
  declare hostName: string;
  declare onAnswer: (isConfirmed: boolean) => void;

  protected override heading(): string {
    return pageWords.removeTitle(this.hostName);
  }

  protected override describedBy(): readonly string[] {
    return ['remove-explained'];
  }

  protected override cancelled(): void {
    this.onAnswer(false);
  }

  protected override content(): TemplateResult {
    return html`
      <p id="remove-explained">${pageWords.removeExplained}</p>
      <div class="buttons">
        <button type="button" @click=${() => this.onAnswer(true)}>${pageWords.remove}</button>
        <button type="button" @click=${() => this.onAnswer(false)}>${pageWords.cancel}</button>
      </div>
    `;
  }
}

customElements.define('remove-host-dialog', RemoveHostDialog);
