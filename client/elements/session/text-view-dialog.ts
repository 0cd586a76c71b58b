/**
 * "Read as text": a block's lines in a native text area that takes no input. Its caret is a position that the page can
 * know, so line number, next error, finding, copying and "Use in command" work from it. Loaded on demand.
 */
import { html, type TemplateResult } from 'lit';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { CommandBlock } from '../../../shared/terminal/command-block.ts';
import { findWords } from '../../../shared/words/find-words.ts';
import { readingWords } from '../../../shared/words/reading-words.ts';
import type { AppActions } from '../../actions/app-actions.ts';
import type { KeptLines } from '../../actions/block-reading.ts';
import type { Step } from '../../actions/reading-steps.ts';
import { focusIsKnown } from '../base/focus.ts';
import { AppDialog } from '../controls/app-dialog.ts';
import { textField } from '../controls/text-field.ts';
import { createTextPlaces, type TextPlaces } from './text-places.ts';

/** Characters that the text area holds at most; more make readers slow. */
const CHARACTERS_LIMIT = 1_000_000;

/** `<text-view-dialog>`; opens by itself when it is put into the page. */
export class TextViewDialog extends AppDialog {
  static override properties = {
    actions: { attribute: false },
    sessionId: { attribute: false },
    block: { attribute: false },
    blockTitle: { attribute: false },
    useInCommand: { attribute: false },
    onClosed: { attribute: false },
    places: { state: true },
  };
  declare actions: AppActions;
  declare sessionId: SessionId;
  declare block: CommandBlock;
  declare blockTitle: string;
  declare useInCommand: (text: string) => void;
  /** The dialog is closed and can be taken out. */
  declare onClosed: () => void;
  /** Null until the lines have come. */
  declare places: TextPlaces | null;
  #hasWalked = false;

  constructor() {
    super();
    this.places = null;
  }

  protected override async ready(): Promise<void> {
    const kept = await this.actions.reading.lines(this.sessionId, this.block);
    this.places = createTextPlaces(withinLimit(kept), this.block);
  }

  protected override focusStart(): void {
    // A text area that was given its text has the caret behind it.
    this.#area()?.setSelectionRange(0, 0);
    super.focusStart();
  }

  protected override heading(): string {
    return findWords.textOf(this.blockTitle);
  }

  /** The text area has the focus at once, and describes itself. */
  protected override describedBy(): readonly string[] {
    return [];
  }

  protected override cancelled(): void {
    void this.#leave(() => undefined);
  }

  /** Not `readonly`: Chromium moves no caret by key in such a field. It says that it is, and takes nothing. */
  protected override content(): TemplateResult {
    const { places } = this;
    const { lineCount } = this.block;
    const count = places?.lines.length ?? 0;
    const button = (label: string, onClick: () => void): TemplateResult =>
      html`<button type="button" @click=${onClick}>${label}</button>`;
    return html`
      <p id="text-view-extent">
        ${count === lineCount ? findWords.allLines(count) : findWords.someLines(count, lineCount)}
      </p>
      <div class="field" @keydown=${this.#onKeyDown}>
        <label for="text-view">${findWords.lines}</label>
        <textarea
          id="text-view"
          class="text-view"
          aria-readonly="true"
          aria-describedby="text-view-extent"
          inputmode="none"
          autocomplete="off"
          rows="12"
          dir="auto"
          spellcheck="false"
          data-start
          .value=${places?.text ?? ''}
          @beforeinput=${(event: Event) => event.preventDefault()}
          @input=${this.#onInput}
        ></textarea>
      </div>
      <div class="buttons">
        ${button(findWords.whichLine, () => this.#sayLine())}
        ${button(readingWords.nextError, () => this.#goToError(1))}
        ${button(readingWords.previousError, () => this.#goToError(-1))}
      </div>
      <form role="search" @submit=${this.#onFind}>
        ${textField({ id: 'text-view-find', label: findWords.text, type: 'search' })}
        <div class="buttons">
          <button type="submit">${findWords.nextMatch}</button>
          ${button(findWords.previousMatch, () => this.#goToMatch(-1))}
        </div>
      </form>
      <div class="buttons">
        ${button(findWords.copy, () => void this.actions.session.copyText(this.#chosen()))}
        ${button(findWords.useInCommand, () => this.#use())}
        ${button(findWords.closeText, () => this.cancelled())}
      </div>
    `;
  }

  #area(): HTMLTextAreaElement | null {
    const area = this.find('#text-view');
    return area instanceof HTMLTextAreaElement ? area : null;
  }

  /** 0-based place in the text area's lines. */
  #lineNow(): number {
    return this.places?.lineAt(this.#area()?.selectionStart ?? 0) ?? 0;
  }

  /** Where a walk goes on from; the very first one may end in the first line. */
  #start(step: Step): number {
    const line = this.#lineNow();
    return line === 0 && step === 1 && !this.#hasWalked ? -1 : line;
  }

  /** The selection, or the line of the caret where nothing is selected. */
  #chosen(): string {
    const area = this.#area();
    if (area === null || this.places === null) return '';
    const selected = area.value.slice(area.selectionStart, area.selectionEnd);
    return selected === '' ? (this.places.lines[this.#lineNow()]?.text ?? '') : selected;
  }

  #sayLine(): void {
    const number = (this.places?.lines[this.#lineNow()]?.index ?? 0) + 1;
    this.actions.listening.say(findWords.lineAt(number, this.block.lineCount));
  }

  #goToError(step: Step): void {
    const line = this.places?.errorFrom(this.#start(step), step) ?? null;
    if (line === null) {
      const none = step === 1 ? readingWords.noMoreErrors : readingWords.noEarlierErrors;
      this.actions.listening.say(none);
      return;
    }
    const number = (this.places?.lines[line]?.index ?? 0) + 1;
    this.#goTo(line, findWords.lineAt(number, this.block.lineCount));
  }

  readonly #onFind = (event: Event): void => {
    event.preventDefault();
    this.#goToMatch(1);
  };

  #goToMatch(step: Step): void {
    const text = this.findInput('#text-view-find')?.value ?? '';
    if (text === '') {
      this.actions.listening.say(findWords.nothingTyped);
      return;
    }
    const match = this.places?.matchFrom(this.#start(step), text, step) ?? null;
    if (match === null) {
      this.actions.listening.say(findWords.noMatch);
      return;
    }
    this.#goTo(match.line, findWords.matchAt(match.position, match.count));
  }

  /** Puts the caret at the beginning of a line. A reader says the line only as the focus comes to the text area. */
  #goTo(line: number, where: string): void {
    this.#hasWalked = true;
    const area = this.#area();
    const isThere = document.activeElement === area;
    const text = isThere ? (this.places?.lines[line]?.text ?? '') : '';
    this.actions.reading.sayLine(where, text);
    const start = this.places?.startOf(line) ?? 0;
    area?.setSelectionRange(start, start);
    // A text area that has the focus already does not scroll to its caret by itself.
    area?.blur();
    area?.focus();
  }

  #use(): void {
    const text = this.#chosen();
    void this.#leave(() => this.useInCommand(text));
  }

  /** What an input method wrote in spite of it is taken back. */
  readonly #onInput = (): void => {
    const area = this.#area();
    if (area === null || this.places === null) return;
    const caret = area.selectionStart;
    area.value = this.places.text;
    area.setSelectionRange(caret, caret);
  };

  /** Closes; the focus has its new place before the dialog is taken out. */
  async #leave(then: () => void): Promise<void> {
    this.close();
    then();
    await focusIsKnown();
    this.onClosed();
  }

  /** F8 and F3 mean this text while it is open, and not the page behind it. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key !== 'F8' && event.key !== 'F3') return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? -1 : 1;
    if (event.key === 'F8') this.#goToError(step);
    else this.#goToMatch(step);
  };
}

/** The newest lines that fit. */
function withinLimit({ lines }: KeptLines): KeptLines['lines'] {
  let characters = 0;
  const first = lines.findLastIndex(({ line }) => {
    characters += line.text.length + 1;
    return characters > CHARACTERS_LIMIT;
  });
  return lines.slice(first + 1);
}

customElements.define('text-view-dialog', TextViewDialog);
