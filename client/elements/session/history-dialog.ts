/** The commands of a session as a list that can be searched; one of them goes back into the field. */
import { html, type TemplateResult } from 'lit';
import { historyWords } from '../../../shared/words/history-words.ts';
import { typingWords } from '../../../shared/words/typing-words.ts';
import { AppDialog } from '../controls/app-dialog.ts';
import { textField } from '../controls/text-field.ts';

/** Rows of the list that are seen at once. */
const ROWS_SEEN = 10;

/** `<history-dialog>`; calls `onAnswer` once, with a command or null. */
export class HistoryDialog extends AppDialog {
  static override properties = {
    lines: { attribute: false },
    onAnswer: { attribute: false },
    onFound: { attribute: false },
    wanted: { state: true },
  };
  /** Newest first. */
  declare lines: readonly string[];
  declare onAnswer: (line: string | null) => void;
  /** Says how many commands are found. */
  declare onFound: (count: number) => void;
  declare wanted: string;

  constructor() {
    super();
    this.wanted = '';
  }

  protected override heading(): string {
    return typingWords.history;
  }

  protected override describedBy(): readonly string[] {
    return [];
  }

  protected override cancelled(): void {
    this.onAnswer(null);
  }

  protected override content(): TemplateResult {
    const found = this.#found();
    return html`
      <form novalidate @submit=${this.#onSubmit}>
        ${textField({
          id: 'history-search',
          label: historyWords.search,
          type: 'search',
          isStart: true,
          onInput: this.#onSearch,
        })}
        <div class="field">
          <label for="history-list">${historyWords.list}</label>
          <select
            id="history-list"
            size=${ROWS_SEEN}
            @dblclick=${this.#use}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              this.#use();
            }}
          >
            ${found.map((line, index) => html`<option .selected=${index === 0}>${line}</option>`)}
          </select>
        </div>
        <div class="buttons">
          <button type="submit" class="primary">${historyWords.use}</button>
          <button type="button" @click=${() => this.onAnswer(null)}>${historyWords.close}</button>
        </div>
      </form>
    `;
  }

  #found(): readonly string[] {
    const wanted = this.wanted.toLowerCase();
    return this.lines.filter((line) => line.toLowerCase().includes(wanted));
  }

  readonly #onSearch = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return;
    this.wanted = event.target.value;
    this.onFound(this.#found().length);
  };

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    this.#use();
  };

  readonly #use = (): void => {
    const list = this.find('#history-list');
    const index = list instanceof HTMLSelectElement ? Math.max(0, list.selectedIndex) : 0;
    const line = this.#found()[index];
    if (line === undefined) this.onFound(0);
    else this.onAnswer(line);
  };
}

customElements.define('history-dialog', HistoryDialog);
