/**
 * "Read as table": a recognised output with real header cells, or as "Header: value". It stands beside the lines and
 * changes none of them. The server's text is never a control's name: controls count columns and rows. Loaded on demand.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { TableShape } from '../../../../shared/terminal/block-shape.ts';
import type { CommandBlock } from '../../../../shared/terminal/command-block.ts';
import { sortedIndexes } from '../../../../shared/terminal/sort-key.ts';
import { tableRows, type TableRow } from '../../../../shared/terminal/table-rows.ts';
import { formWords } from '../../../../shared/words/form-words.ts';
import type { AppActions } from '../../../actions/app-actions.ts';
import { LightElement } from '../../base/light-element.ts';

/** Rows that are shown at first, and with each press. */
const FIRST_ROWS = 50;
const MORE_ROWS = 100;

/** `<block-table>`; takes the focus to its heading once its rows have come. */
export class BlockTable extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    block: { attribute: false },
    shape: { attribute: false },
    blockTitle: { attribute: false },
    onClose: { attribute: false },
    onRaw: { attribute: false },
    rows: { state: true },
    shownCount: { state: true },
    isList: { state: true },
    sort: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare block: CommandBlock;
  declare shape: TableShape;
  declare blockTitle: string;
  /** Closes the form and leads back to its button. */
  declare onClose: () => void;
  /** Closes the form and leads to the lines. */
  declare onRaw: () => void;
  /** Null until they have come. */
  declare rows: readonly TableRow[] | null;
  declare shownCount: number;
  declare isList: boolean;
  /** The column (0-based) that the rows are ordered by, or null for the order of the output. */
  declare sort: { readonly column: number; readonly isUp: boolean } | null;

  constructor() {
    super();
    this.rows = null;
    this.shownCount = FIRST_ROWS;
    this.isList = false;
    this.sort = null;
  }

  protected override firstUpdated(): void {
    void this.#read();
  }

  protected override render(): TemplateResult {
    const { rows, shape } = this;
    if (rows === null) return html``;
    const id = `block-${this.block.id}-table`;
    const name = formWords.tableOf(this.blockTitle, rows.length);
    const button = (label: string, onClick: () => void): TemplateResult =>
      html`<button type="button" @click=${onClick}>${label}</button>`;
    return html`
      <section class="form" aria-labelledby=${id}>
        <h4 id=${id} tabindex="-1">${name}</h4>
        ${
          rows.length < shape.rowCount
            ? html`<p class="hint">${formWords.partOfTable(rows.length, shape.rowCount)}</p>`
            : nothing
        }
        <div class="buttons">
          <button
            type="button"
            aria-pressed=${this.isList ? 'true' : 'false'}
            @click=${() => (this.isList = !this.isList)}
          >
            ${formWords.headerAndValue}
          </button>
          ${button(formWords.showRaw, this.onRaw)} ${button(formWords.close, this.onClose)}
        </div>
        ${this.isList ? this.#list(id) : this.#table(name)} ${this.#showMore()}
      </section>
    `;
  }

  async #read(): Promise<void> {
    const { lines } = await this.actions.reading.lines(this.sessionId, this.block);
    this.rows = tableRows(lines, this.shape);
    await this.updateComplete;
    this.find('h4')?.focus();
  }

  #shownRows(): readonly TableRow[] {
    return (this.rows ?? []).slice(0, this.shownCount);
  }

  #table(name: string): TemplateResult {
    const { shape } = this;
    const columns = shape.columns.map((column, index) => ({ ...column, index }));
    return html`
      <div class="table-scroll">
        <table>
          <caption>
            ${name}
          </caption>
          <thead>
            <tr>
              ${columns.map(
                ({ title, align, index }) =>
                  html`<th
                    scope="col"
                    id=${this.#headerId(index)}
                    class=${align}
                    aria-sort=${this.#direction(index)}
                    .textContent=${title === '' ? formWords.column(index + 1) : title}
                  ></th>`,
              )}
              <td></td>
            </tr>
            <tr class="column-buttons">
              ${columns.map(({ index }) => html`<td>${this.#columnButtons(index)}</td>`)}
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              this.#shownRows(),
              ({ number }) => number,
              (row) => this.#row(row),
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #columnButtons(index: number): TemplateResult {
    const describedBy = this.#headerId(index);
    const button = (label: string, onClick: () => void): TemplateResult =>
      html`<button type="button" class="quiet" aria-describedby=${describedBy} @click=${onClick}>
        ${label}
      </button>`;
    return html`
      ${button(formWords.sortBy(index + 1), () => this.#sortBy(index))}
      ${button(formWords.copyColumn(index + 1), () => this.#copyColumn(index))}
    `;
  }

  #row({ number, cells }: TableRow): TemplateResult {
    return html`
      <tr>
        ${cells.map((cell, index) => this.#cell(number, index, cell))}
        <td>
          <button
            type="button"
            class="quiet"
            @click=${() => void this.actions.session.copyText(cells.join('\t'))}
          >
            ${formWords.copyRow(number)}
          </button>
        </td>
      </tr>
    `;
  }

  /** The first cell of a row can have the focus: a reader says it with its header, and goes on from there. */
  #cell(number: number, index: number, cell: string): TemplateResult {
    const align = this.shape.columns[index]?.align ?? 'left';
    if (index > 0) return html`<td class=${align} .textContent=${cell}></td>`;
    return align === 'left' && cell !== ''
      ? html`<th scope="row" data-row=${number} tabindex="-1" .textContent=${cell}></th>`
      : html`<td class=${align} data-row=${number} tabindex="-1" .textContent=${cell}></td>`;
  }

  #list(labelId: string): TemplateResult {
    const { columns } = this.shape;
    return html`
      <ul class="rows" aria-labelledby=${labelId}>
        ${repeat(
          this.#shownRows(),
          ({ number }) => number,
          ({ number, cells }) => html`
            <li data-row=${number} tabindex="-1">
              ${formWords.row(number)}
              <ul>
                ${cells.map((cell, index) => {
                  const title = columns[index]?.title ?? '';
                  const header = title === '' ? formWords.column(index + 1) : title;
                  return html`<li .textContent=${`${header}: ${cell}`}></li>`;
                })}
              </ul>
            </li>
          `,
        )}
      </ul>
    `;
  }

  #showMore(): TemplateResult | typeof nothing {
    const all = this.rows?.length ?? 0;
    const { shownCount } = this;
    if (all <= shownCount) return nothing;
    const last = Math.min(shownCount + MORE_ROWS, all);
    return html`<button type="button" @click=${() => void this.#show(last)}>
      ${formWords.showRows(shownCount + 1, last)}
    </button>`;
  }

  /** Shows rows up to `last` and moves the focus once, to the first new one. */
  async #show(last: number): Promise<void> {
    const first = this.rows?.[this.shownCount];
    const button = document.activeElement;
    this.shownCount = Math.min(last, this.rows?.length ?? 0);
    // The button would leave with the focus in it.
    if (first === undefined || button === null) return;
    await this.updateComplete;
    this.find(`[data-row="${first.number}"]`)?.focus();
  }

  #sortBy(column: number): void {
    const isUp = !(this.sort?.column === column && this.sort.isUp);
    const rows = (this.rows ?? []).toSorted((one, other) => one.number - other.number);
    const order = sortedIndexes(
      rows.map(({ cells }) => cells[column] ?? ''),
      isUp ? 'ascending' : 'descending',
    );
    this.rows = order.flatMap((index) => rows[index] ?? []);
    this.sort = { column, isUp };
    this.actions.listening.say(formWords.sorted(column + 1, isUp));
  }

  #copyColumn(column: number): void {
    const cells = (this.rows ?? []).map(({ cells: all }) => all[column] ?? '');
    void this.actions.session.copyText(cells.join('\n'));
  }

  #headerId(index: number): string {
    return `block-${this.block.id}-column-${index}`;
  }

  #direction(index: number): 'ascending' | 'descending' | 'none' {
    if (this.sort?.column !== index) return 'none';
    return this.sort.isUp ? 'ascending' : 'descending';
  }
}

customElements.define('block-table', BlockTable);
