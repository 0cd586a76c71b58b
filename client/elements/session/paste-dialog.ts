/** Shows what is pasted before it goes anywhere: how many lines, what is invisible in it, which quotes are bent. */
import { html, nothing, type TemplateResult } from 'lit';
import { pageWords } from '../../../shared/words/page-words.ts';
import { pasteWords } from '../../../shared/words/paste-words.ts';
import { pastedLine } from '../../input/pasted-line.ts';
import { inspectPasted, withNames, withoutInvisible } from '../../input/pasted-findings.ts';
import { straightened } from '../../input/straighten.ts';
import { AppDialog } from '../controls/app-dialog.ts';

/** What is to become of the text: into the field, sent as one input, sent as one input for each line, or nothing. */
export type PasteAnswer =
  | { readonly kind: 'insert' | 'send'; readonly text: string }
  | { readonly kind: 'send-lines'; readonly lines: readonly string[] }
  | null;

/** `<paste-dialog>`; calls `onAnswer` once. */
export class PasteDialog extends AppDialog {
  static override properties = {
    pasted: { attribute: false },
    takesLines: { attribute: false },
    onAnswer: { attribute: false },
  };
  /** As it was pasted. */
  declare pasted: string;
  /** Whether the field may hold several lines. */
  declare takesLines: boolean;
  declare onAnswer: (answer: PasteAnswer) => void;

  protected override heading(): string {
    return pasteWords.title;
  }

  protected override describedBy(): readonly string[] {
    return ['paste-findings'];
  }

  protected override cancelled(): void {
    this.onAnswer(null);
  }

  protected override content(): TemplateResult {
    const { lines, characters, text, invisible, bent } = inspectPasted(this.pasted);
    const isLong = lines > 1;
    return html`
      <div id="paste-findings">
        <p>${pasteWords.size(lines, characters)}</p>
        ${invisible.length > 0 ? this.#invisible() : nothing}
        ${bent > 0 ? html`<p>${pasteWords.bent(bent)}</p>` : nothing}
      </div>
      <div class="field">
        <label for="paste-text">${pasteWords.text}</label>
        <textarea id="paste-text" readonly rows="6" dir="ltr" .value=${withNames(text)}></textarea>
      </div>
      ${invisible.length > 0 ? checkbox('paste-visible', pasteWords.removeInvisible) : nothing}
      ${bent > 0 ? checkbox('paste-plain', pasteWords.makePlain) : nothing}
      <div class="buttons">
        ${
          isLong
            ? html`
                ${this.takesLines ? this.#button(pasteWords.intoField, this.#insert) : nothing}
                ${this.#button(pasteWords.asOneLine, this.#insertLine)}
                ${this.takesLines ? this.#button(pasteWords.sendAsItIs, this.#send) : nothing}
                ${this.#button(pasteWords.sendLineByLine, this.#sendLines)}
              `
            : this.#button(pasteWords.intoField, this.#insert)
        }
        ${this.#button(pageWords.cancel, () => this.onAnswer(null))}
      </div>
    `;
  }

  #invisible(): TemplateResult {
    const { invisible } = inspectPasted(this.pasted);
    const total = invisible.reduce((sum, { count }) => sum + count, 0);
    return html`
      <p>${pasteWords.invisible(total)}</p>
      <ul>
        ${invisible.map(
          ({ name, count }) => html`<li>${pasteWords.invisibleItem(name, count)}</li>`,
        )}
      </ul>
    `;
  }

  #button(label: string, onClick: () => void): TemplateResult {
    return html`<button type="button" @click=${onClick}>${label}</button>`;
  }

  /** The text as the boxes want it. */
  #text(): string {
    const { text } = inspectPasted(this.pasted);
    const visible =
      this.findInput('#paste-visible')?.checked === true ? withoutInvisible(text) : text;
    return this.findInput('#paste-plain')?.checked === true ? straightened(visible) : visible;
  }

  readonly #insert = (): void => this.onAnswer({ kind: 'insert', text: this.#text() });
  readonly #insertLine = (): void =>
    this.onAnswer({ kind: 'insert', text: pastedLine(this.#text()) });
  readonly #send = (): void => this.onAnswer({ kind: 'send', text: this.#text() });
  readonly #sendLines = (): void =>
    this.onAnswer({ kind: 'send-lines', lines: this.#text().split('\n') });
}

/** A box that is ticked at first. */
function checkbox(id: string, label: string): TemplateResult {
  return html`
    <p class="tick">
      <input id=${id} type="checkbox" checked />
      <label for=${id}>${label}</label>
    </p>
  `;
}

customElements.define('paste-dialog', PasteDialog);
