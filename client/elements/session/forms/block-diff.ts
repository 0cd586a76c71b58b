/**
 * "Read as changes": the hunks of a diff under headings, each changed line after the word "added" or "removed". It
 * stands beside the lines and changes none of them. Loaded on demand.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { CommandBlock } from '../../../../shared/terminal/command-block.ts';
import {
  diffHunks,
  HUNKS_LIMIT,
  type DiffHunk,
  type DiffLine,
} from '../../../../shared/terminal/diff-hunks.ts';
import { formWords } from '../../../../shared/words/form-words.ts';
import type { AppActions } from '../../../actions/app-actions.ts';
import { LightElement } from '../../base/light-element.ts';

/** Lines of one hunk that are listed; the rest is in the raw text. */
const LINES_LISTED = 500;

/** `<block-diff>`; takes the focus to its heading once its lines have come. */
export class BlockDiff extends LightElement {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    block: { attribute: false },
    blockTitle: { attribute: false },
    onClose: { attribute: false },
    onRaw: { attribute: false },
    hunks: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare block: CommandBlock;
  declare blockTitle: string;
  /** Closes the form and leads back to its button. */
  declare onClose: () => void;
  /** Closes the form and leads to the lines. */
  declare onRaw: () => void;
  /** Null until they have come. */
  declare hunks: readonly DiffHunk[] | null;
  /** The hunk (0-based) that was walked to last. */
  #current = -1;

  constructor() {
    super();
    this.hunks = null;
  }

  protected override firstUpdated(): void {
    void this.#read();
  }

  protected override render(): TemplateResult {
    const { hunks } = this;
    if (hunks === null) return html``;
    const id = `block-${this.block.id}-diff`;
    const button = (label: string, onClick: () => void): TemplateResult =>
      html`<button type="button" @click=${onClick}>${label}</button>`;
    return html`
      <section class="form" aria-labelledby=${id}>
        <h4 id=${id} tabindex="-1">${formWords.changesOf(this.blockTitle, hunks.length)}</h4>
        ${hunks.length === HUNKS_LIMIT ? html`<p class="hint">${formWords.moreInRaw}</p>` : nothing}
        <div class="buttons">
          ${button(formWords.nextHunk, () => this.#step(1))}
          ${button(formWords.previousHunk, () => this.#step(-1))}
          ${button(formWords.showRaw, this.onRaw)} ${button(formWords.closeChanges, this.onClose)}
        </div>
        ${hunks.map((hunk) => hunkOf(hunk))}
      </section>
    `;
  }

  async #read(): Promise<void> {
    const { lines } = await this.actions.reading.lines(this.sessionId, this.block);
    this.hunks = diffHunks(lines.map(({ line }) => line.text));
    await this.updateComplete;
    this.find('h4')?.focus();
  }

  /** Moves the focus to the heading of another hunk, from the one that was walked to last. */
  #step(step: 1 | -1): void {
    const headings = this.renderRoot.querySelectorAll('h5');
    const heading = headings[this.#current + step];
    if (heading === undefined) {
      this.actions.listening.say(step === 1 ? formWords.noMoreHunks : formWords.noEarlierHunks);
      return;
    }
    this.#current += step;
    heading.focus();
    heading.scrollIntoView({ block: 'nearest' });
  }
}

function hunkOf(hunk: DiffHunk): TemplateResult {
  const { lines } = hunk;
  return html`
    <h5 tabindex="-1">${formWords.hunk(hunk)}</h5>
    <div dir="auto">${lines.slice(0, LINES_LISTED).map((line) => lineOf(line))}</div>
    ${lines.length > LINES_LISTED ? html`<p class="hint">${formWords.moreInRaw}</p>` : nothing}
  `;
}

function lineOf({ kind, text }: DiffLine): TemplateResult {
  const shown = text === '' ? '\u00A0' : text;
  return html`<div class="diff-line">
    ${kind === 'same' ? nothing : `${formWords[kind]}: `}<span .textContent=${shown}></span>
  </div>`;
}

customElements.define('block-diff', BlockDiff);
